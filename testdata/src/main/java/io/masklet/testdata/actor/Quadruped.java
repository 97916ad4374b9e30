package io.masklet.testdata.actor;

import io.masklet.testdata.render.Actor;
import io.masklet.testdata.render.Body;
import io.masklet.testdata.render.Coat;

/**
 * A walking animal on four legs. Feet stand still on the ground while they carry weight; knees
 * follow from where hip and foot are.
 */
final class Quadruped implements Actor {

  static final int TRUNK = 0;
  static final int TAIL = 1;
  static final int LEG = 2;
  static final int HEAD = 3;
  static final int EAR = 4;
  static final int MUZZLE = 5;
  static final int NOSE = 6;
  static final int EYE = 7;

  /** Share of a step during which a foot is on the ground. */
  private static final double STANCE = 0.62;

  /**
   * Proportions, metres at scale 1.
   *
   * @param leg height of the hips
   * @param half half the distance between hips and shoulders
   * @param girth radius of the chest
   * @param neck how far the head is carried above the back
   * @param reach how far the head is carried before the shoulders
   * @param head radius of the skull
   * @param muzzle length of the muzzle
   * @param ear length of an ear
   * @param tail length of the tail
   * @param limb radius of a thigh
   */
  record Build(
      double leg,
      double half,
      double girth,
      double neck,
      double reach,
      double head,
      double muzzle,
      double ear,
      double tail,
      double limb) {}

  private final Build build;
  private final Path path;
  private final double scale;
  private final Coat coat;

  Quadruped(Build build, Path path, double scale, Coat coat) {
    this.build = build;
    this.path = path;
    this.scale = scale;
    this.coat = coat;
  }

  @Override
  public Coat coat() {
    return coat;
  }

  @Override
  public Body pose(double seconds) {
    Body.Builder parts = new Body.Builder(0.09, 0.05);
    double strideM = 1.25 * build.leg;
    double cycle = path.travelled(seconds) / scale / strideM;
    double bob =
        0.014 * StrictMath.cos(4 * Math.PI * cycle) + 0.004 * StrictMath.sin(2.2 * seconds);
    trunk(parts, bob);
    head(parts, bob, cycle, seconds);
    tail(parts, bob, seconds);
    double wide = 0.5 * build.girth;
    leg(parts, build.half, wide, cycle, strideM, 1);
    leg(parts, build.half, -wide, cycle + 0.5, strideM, 1);
    leg(parts, -build.half, wide, cycle + 0.75, strideM, -1);
    leg(parts, -build.half, -wide, cycle + 0.25, strideM, -1);
    return parts.at(path.x(seconds), 0, path.z(seconds), path.heading(seconds), scale);
  }

  private void trunk(Body.Builder parts, double bob) {
    double back = build.leg + 0.45 * build.girth + bob;
    double g = build.girth;
    parts.limb(
        TRUNK, at(-build.half, back, 0), at(0.1 * build.half, back - 0.02, 0), 0.86 * g, 0.92 * g);
    parts.limb(TRUNK, at(0, back - 0.02, 0), at(build.half, back - 0.01, 0), 0.9 * g, g);
  }

  private void head(Body.Builder parts, double bob, double cycle, double seconds) {
    double nod =
        0.018 * StrictMath.sin(4 * Math.PI * cycle + 0.8) + 0.012 * StrictMath.sin(1.7 * seconds);
    double look = 0.05 * StrictMath.sin(0.9 * seconds + 1);
    double shoulder = build.leg + 0.45 * build.girth + bob;
    double x = build.half + build.reach;
    double y = shoulder + build.neck + nod;
    double r = build.head;
    double[] skull = at(x, y, look);
    parts.limb(
        HEAD,
        at(build.half + 0.03, shoulder + 0.35 * build.girth, 0),
        skull,
        0.62 * build.girth,
        r);
    double noseX = x + r + build.muzzle;
    double noseY = y - 0.35 * r - 0.3 * build.muzzle;
    double aside = 1.8 * look;
    parts.limb(
        MUZZLE, at(x + 0.5 * r, y - 0.2 * r, look), at(noseX, noseY, aside), 0.72 * r, 0.46 * r);
    parts.limb(
        NOSE,
        at(noseX + 0.32 * r, noseY + 0.2 * r, aside),
        at(noseX + 0.3 * r, noseY + 0.16 * r, aside),
        0.19 * r,
        0.19 * r);
    for (int side = -1; side <= 1; side += 2) {
      earAndEye(parts, skull, side, 0.02 * StrictMath.sin(3.1 * seconds + side));
    }
  }

  private void earAndEye(Body.Builder parts, double[] skull, int side, double flick) {
    double x = skull[0];
    double y = skull[1];
    double z = skull[2];
    double r = build.head;
    double[] root = at(x - 0.25 * r, y + 0.75 * r, z + side * 0.6 * r);
    double[] tip =
        at(
            x - 0.5 * r,
            y + 0.75 * r - 0.6 * build.ear + flick,
            z + side * (0.75 * r + 0.7 * build.ear));
    parts.limb(EAR, root, tip, 0.34 * r, 0.2 * r);
    double[] eye = at(x + 0.72 * r, y + 0.3 * r, z + side * 0.62 * r);
    parts.limb(EYE, eye, at(x + 0.74 * r, eye[1], eye[2]), 0.13 * r, 0.13 * r);
  }

  private void tail(Body.Builder parts, double bob, double seconds) {
    double y = build.leg + 0.8 * build.girth + bob;
    double wag = 0.12 * StrictMath.sin(7 * seconds) * Math.min(1, build.tail / 0.3);
    double x = -build.half - 0.75 * build.girth;
    double[] middle = at(x - 0.5 * build.tail, y + 0.1 * build.tail, wag / 2);
    parts.limb(TAIL, at(x + 0.05, y, 0), middle, 0.05, 0.045);
    parts.limb(
        TAIL, middle, at(x - 0.85 * build.tail, y + 0.4 * build.tail, 1.4 * wag), 0.045, 0.025);
  }

  /** One leg: the foot's place follows from the step, the knee's from hip and foot. */
  private void leg(
      Body.Builder parts, double hipX, double side, double cycle, double strideM, int bend) {
    double step = cycle - Math.floor(cycle);
    double reach = STANCE * strideM;
    double swing = Math.max(0, (step - STANCE) / (1 - STANCE));
    double eased = swing * swing * (3 - 2 * swing);
    double forward = step < STANCE ? 0.5 - step / STANCE : eased - 0.5;
    double pawX = hipX + reach * forward - 0.02 * bend;
    double pawY = 0.03 + 0.17 * build.leg * StrictMath.sin(Math.PI * swing);
    double[] hip = at(hipX, build.leg, side);
    double[] paw = at(pawX, pawY, side);
    double[] knee = knee(hip, paw, 0.515 * build.leg, 0.505 * build.leg, bend);
    double r = build.limb;
    double[] restHip = at(hipX, build.leg, side);
    parts.turned(LEG, hip, knee, 1.15 * r, 0.62 * r, restHip);
    parts.turned(LEG, knee, paw, 0.56 * r, 0.38 * r, at(hipX, build.leg / 2, side));
    parts.limb(LEG, paw, at(pawX + 0.045, Math.max(0.02, pawY - 0.01), side), 0.42 * r, 0.36 * r);
  }

  private static double[] knee(double[] hip, double[] foot, double upper, double lower, int bend) {
    double dx = foot[0] - hip[0];
    double dy = foot[1] - hip[1];
    double far = Math.min(StrictMath.hypot(dx, dy), 0.995 * (upper + lower));
    double along = (upper * upper - lower * lower + far * far) / (2 * far);
    double out = bend * Math.sqrt(Math.max(0, upper * upper - along * along));
    double length = StrictMath.hypot(dx, dy);
    return at(
        hip[0] + along * dx / length - out * dy / length,
        hip[1] + along * dy / length + out * dx / length,
        hip[2]);
  }

  private static double[] at(double x, double y, double z) {
    return new double[] {x, y, z};
  }
}
