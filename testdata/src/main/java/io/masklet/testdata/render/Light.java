package io.masklet.testdata.render;

/** A low sun and a wide sky: late afternoon. Linear RGB. */
final class Light {

  static final double[] SUN = {2.75, 2.2, 1.55};
  static final double[] SKY = {0.50, 0.62, 0.80};
  static final double[] GRASS_BOUNCE = {0.13, 0.15, 0.05};
  static final double[] HAZE = {0.62, 0.64, 0.62};

  private static final double[] TOWARDS_SUN = {-0.66, 0.52, 0.24};

  private Light() {}

  /** A direction to some point of the sun's disc, widened a little so that shadows are soft. */
  static double[] towardsSun(double right, double up) {
    double x = TOWARDS_SUN[0] + 0.035 * right;
    double y = TOWARDS_SUN[1] + 0.035 * up;
    double z = TOWARDS_SUN[2] + 0.035 * (right - up) / 2;
    double length = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / length, y / length, z / length};
  }

  /** Share of haze in what is seen over a distance in metres. */
  static double haze(double distance) {
    return 1 - Math.exp(-Math.max(0, distance - 8) / 160);
  }
}
