package io.masklet.testdata.render;

/**
 * One limb: a cone with round ends from {@code a} to {@code b}, possibly squashed sideways.
 *
 * <p>A part remembers where its start lies when the body rests and by how much it has turned in the
 * body's x-y plane since. Textures are looked up at {@linkplain #restX rest coordinates}, so a coat
 * sticks to a swinging leg and a pattern to a rolling ball.
 *
 * <pre>
 *   a, b        ends of the axis, metres in body space (x forward, y up, z to the left)
 *   ra, rb      radius at a and at b, metres
 *   thin        1 is round; 2 is half as thick in z as in x and y
 *   turn        radians the part has turned since rest, from x towards y
 *   material    what the coat should paint here
 * </pre>
 */
public final class Part {

  final int material;
  final double middleX;
  final double middleY;
  final double middleZ;
  final double reach;

  private final double ax;
  private final double ay;
  private final double az;
  private final double bx;
  private final double by;
  private final double bz;
  private final double inverseLength2;
  private final double ra;
  private final double growth;
  private final double thin;
  private double restX;
  private double restY;
  private double cosTurn = 1;
  private double sinTurn;

  Part(int material, double[] a, double[] b, double ra, double rb, double thin) {
    this.material = material;
    this.thin = thin;
    ax = a[0];
    ay = a[1];
    az = a[2];
    bx = b[0] - ax;
    by = b[1] - ay;
    bz = (b[2] - az) * thin;
    double length2 = bx * bx + by * by + bz * bz;
    inverseLength2 = length2 > 1e-12 ? 1 / length2 : 0;
    this.ra = ra;
    growth = rb - ra;
    restX = ax;
    restY = ay;
    middleX = ax + bx / 2;
    middleY = ay + by / 2;
    middleZ = az + (b[2] - az) / 2;
    reach = Math.sqrt(length2) / 2 + Math.max(ra, rb);
  }

  /** Says how this part got here: its start rested at (x, y) and the part has turned since. */
  Part turned(double restStartX, double restStartY, double turnRadians) {
    restX = restStartX;
    restY = restStartY;
    cosTurn = StrictMath.cos(turnRadians);
    sinTurn = StrictMath.sin(turnRadians);
    return this;
  }

  /** A lower bound of the distance to the surface, metres; negative inside. */
  double distance(double px, double py, double pz) {
    double x = px - ax;
    double y = py - ay;
    double z = (pz - az) * thin;
    double along = (x * bx + y * by + z * bz) * inverseLength2;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    x -= along * bx;
    y -= along * by;
    z -= along * bz;
    return (Math.sqrt(x * x + y * y + z * z) - ra - along * growth) / thin;
  }

  double restX(double px, double py) {
    return restX + cosTurn * (px - ax) + sinTurn * (py - ay);
  }

  double restY(double px, double py) {
    return restY + cosTurn * (py - ay) - sinTurn * (px - ax);
  }
}
