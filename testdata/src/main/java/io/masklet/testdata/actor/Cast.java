package io.masklet.testdata.actor;

import io.masklet.testdata.render.Actor;
import io.masklet.testdata.render.Body;
import io.masklet.testdata.render.Coat;
import io.masklet.testdata.render.Noise;

/**
 * Who may appear in a scene. Each call makes one individual; {@code seed} is its coat. Scale 1 is a
 * big dog, a sheep, a goose of 0.8 m.
 */
public final class Cast {

  private static final double[] DARK_EYE = {0.012, 0.009, 0.007};

  private Cast() {}

  /** A white dog with brown patches. */
  public static Actor dog(Path path, double scale, long seed) {
    var build = new Quadruped.Build(0.46, 0.27, 0.155, 0.24, 0.21, 0.098, 0.085, 0.12, 0.42, 0.062);
    double[] white = {0.60, 0.55, 0.47};
    double[] brown = {0.20, 0.080, 0.028};
    double[][] colours = {
      white,
      white,
      white,
      {0.23, 0.10, 0.04},
      {0.13, 0.055, 0.022},
      white,
      {0.02, 0.018, 0.018},
      DARK_EYE
    };
    double[] gloss = {0.03, 0.02, 0.02, 0.03, 0.03, 0.03, 0.6, 1};
    Coat coat = new Hide(colours, brown, 2.6, 0.42, 2, 0.012, 6, 95, 3, gloss, new Noise(seed));
    return new Quadruped(build, path, scale, coat);
  }

  /** A woolly sheep with a dark face. */
  public static Actor sheep(Path path, double scale, long seed) {
    var build = new Quadruped.Build(0.42, 0.26, 0.24, 0.13, 0.22, 0.085, 0.10, 0.11, 0.12, 0.046);
    double[] wool = {0.52, 0.46, 0.36};
    double[] grubby = {0.36, 0.30, 0.21};
    double[] dark = {0.045, 0.036, 0.030};
    double[][] colours = {wool, wool, dark, dark, dark, dark, {0.02, 0.018, 0.018}, DARK_EYE};
    double[] gloss = {0, 0, 0.05, 0.06, 0.05, 0.06, 0.3, 1};
    Coat coat = new Hide(colours, grubby, 2.2, 0.35, 1, 0.042, 6, 17, 1, gloss, new Noise(seed));
    return new Quadruped(build, path, scale, coat);
  }

  /** A black and white calf. */
  public static Actor calf(Path path, double scale, long seed) {
    var build = new Quadruped.Build(0.58, 0.36, 0.22, 0.12, 0.31, 0.115, 0.17, 0.17, 0.14, 0.075);
    double[] white = {0.62, 0.58, 0.52};
    double[] black = {0.026, 0.022, 0.020};
    double[][] colours = {
      white, black, white, black, black, {0.11, 0.085, 0.075}, {0.10, 0.06, 0.05}, DARK_EYE
    };
    double[] gloss = {0.05, 0.03, 0.04, 0.06, 0.04, 0.06, 0.5, 1};
    Coat coat = new Hide(colours, black, 2.0, 0.45, 1, 0.006, 6, 110, 3, gloss, new Noise(seed));
    return new Quadruped(build, path, scale, coat);
  }

  /** A grey goose with a white belly and an orange beak. */
  public static Actor goose(Path path, double scale, long seed) {
    double[][] colours = {
      {0.55, 0.52, 0.47},
      {0.17, 0.145, 0.12},
      {0.33, 0.30, 0.26},
      {0.65, 0.24, 0.035},
      {0.60, 0.22, 0.04},
      DARK_EYE
    };
    double[] gloss = {0.04, 0.05, 0.05, 0.3, 0.2, 1};
    double[] smoke = {0.30, 0.27, 0.23};
    Coat coat = new Hide(colours, smoke, 5, 0.38, 2, 0.007, 3, 70, 2, gloss, new Noise(seed));
    return new Goose(path, scale, coat);
  }

  /** A leather ball of the given radius in metres. */
  public static Actor ball(Path path, double radius, long seed) {
    return new Ball(path, radius, new Noise(seed));
  }

  /** A boulder about {@code size} metres wide at ({@code x}, {@code z}). */
  public static Actor stone(double x, double z, double size, long seed) {
    Body.Builder parts = new Body.Builder(0.2, 0.06);
    parts.limb(0, new double[] {-0.2, 0.1, 0}, new double[] {0.18, 0.16, 0.05}, 0.26, 0.3);
    parts.limb(0, new double[] {0.05, 0.3, 0.05}, new double[] {-0.1, 0.36, 0}, 0.2, 0.14);
    double[][] grey = {{0.23, 0.215, 0.195}};
    double[] moss = {0.10, 0.11, 0.045};
    Coat coat =
        new Hide(grey, moss, 4, 0.30, 1, 0.05, 1, 7, 1, new double[] {0.05}, new Noise(seed));
    return new Scenery(parts.at(x, -0.02, z, 0.7 * (seed % 9), size), coat);
  }

  /** A bush about {@code size} metres high. */
  public static Actor bush(double x, double z, double size, long seed) {
    Body.Builder parts = new Body.Builder(0.15, 0.16);
    parts.limb(0, new double[] {-0.3, 0.3, 0}, new double[] {0.3, 0.25, 0.1}, 0.34, 0.3);
    parts.limb(0, new double[] {0.1, 0.4, 0}, new double[] {-0.1, 0.62, 0}, 0.33, 0.25);
    double[][] leaves = {{0.052, 0.085, 0.026}};
    double[] young = {0.10, 0.125, 0.035};
    Coat coat =
        new Hide(leaves, young, 5, 0.4, 1, 0.15, 1, 11, 1, new double[] {0.02}, new Noise(seed));
    return new Scenery(parts.at(x, -0.2 * size, z, 0.7 * (seed % 9), size), coat);
  }

  /** An old wooden post, {@code radius} metres thick and 1.3 m high. */
  public static Actor post(double x, double z, double radius, long seed) {
    Body.Builder parts = new Body.Builder(0.02, 0.02);
    double[] top = {0.03, 1.3, 0.02};
    parts.limb(0, new double[] {0, -0.1, 0}, top, radius, 0.92 * radius);
    double[][] wood = {{0.21, 0.155, 0.105}};
    double[] grey = {0.27, 0.25, 0.22};
    Coat coat =
        new Hide(wood, grey, 6, 0.5, 1, 0.02, 1, 17, 0.25, new double[] {0.03}, new Noise(seed));
    return new Scenery(parts.at(x, 0, z, 0, 1), coat);
  }
}
