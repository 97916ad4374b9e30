package io.masklet.testdata.render;

import java.util.Random;

/**
 * Blades of grass and a few daisies, each a thin curve that sways in the wind and hides what is
 * behind it.
 *
 * <p>Blades near the camera are out of focus: every pass sees each of them through a different
 * point of the lens, and the passes add up to a blur.
 */
final class Grass {

  private static final double FOCUS_M = 5;

  /** Blades whose tint is higher than this carry a daisy. */
  private static final double FLOWER = 0.9955;

  private static final double PETAL_M = 0.014;

  private final int count;
  private final float[] x;
  private final float[] z;
  private final float[] height;
  private final float[] lean;
  private final float[] tint;
  private final float[] turf;
  private final Noise noise;

  /**
   * @param density blades per square metre at the near edge; thins out with distance
   * @param nearM where the grass begins
   */
  Grass(long seed, double density, double nearM, Meadow meadow, Noise noise) {
    this.noise = noise;
    count = (int) (density * 60);
    x = new float[count];
    z = new float[count];
    height = new float[count];
    lean = new float[count];
    tint = new float[count];
    turf = new float[3 * count];
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      grow(i, nearM, meadow, random);
    }
  }

  private void grow(int i, double nearM, Meadow meadow, Random random) {
    // Evenly in 1/z: the same number of blades on every line of the picture.
    double far = 16;
    double depth = 1 / (1 / far + random.nextDouble() * (1 / nearM - 1 / far));
    z[i] = (float) depth;
    x[i] = (float) ((random.nextDouble() - 0.5) * (3.2 + 1.9 * depth));
    double tuft = 0.5 + noise.fractal(1.3 * x[i], 1.3 * z[i], 3);
    height[i] = (float) ((0.045 + 0.06 * Math.max(0, tuft)) * (0.5 + random.nextDouble()));
    lean[i] = (float) (random.nextGaussian() * 0.4);
    tint[i] = random.nextFloat();
    double[] colour = new double[3];
    meadow.turf(x[i], z[i], colour);
    for (int c = 0; c < 3; c++) {
      turf[3 * i + c] = (float) colour[c];
    }
  }

  /**
   * Draws all blades over one pass; where a blade is seen, the pass belongs to no object.
   *
   * @param apertureM radius of the lens; 0 for a pinhole
   * @param salt picks the point of the lens through which each blade is seen
   */
  void draw(
      Pass pass, Camera camera, GroundLight light, double seconds, double apertureM, int salt) {
    Brush brush = new Brush(pass, camera, light);
    for (int i = 0; i < count; i++) {
      if (brush.aim(i)) {
        brush.defocus(mix(i * 31 + salt), apertureM);
        double wind = 0.35 * noise.at(0.6 * x[i] - 1.1 * seconds, 0.6 * z[i], 0.8 * seconds);
        brush.stroke((lean[i] + wind) * height[i] * brush.pxPerMetre);
      }
    }
  }

  /** Scrambles the bits of a number. */
  private static int mix(int value) {
    int h = value * 0x9E3779B1;
    h ^= h >>> 15;
    h *= 0x85EBCA6B;
    return h ^ h >>> 13;
  }

  /** Draws one blade after another into a pass. */
  private final class Brush {

    private final Pass pass;
    private final Camera camera;
    private final GroundLight light;

    // The blade at hand.
    private int i;
    private double depth;
    private double rootX;
    private double rootY;
    private double pxPerMetre;
    private double tallPx;
    private double sun;
    private double sky;

    Brush(Pass pass, Camera camera, GroundLight light) {
      this.pass = pass;
      this.camera = camera;
      this.light = light;
    }

    /** Turns to a blade; false if it is out of the picture. */
    boolean aim(int blade) {
      i = blade;
      depth = camera.depth(x[i], 0, z[i]);
      if (depth < 0.5) {
        return false;
      }
      rootX = camera.pixelX(x[i], 0, z[i]);
      rootY = camera.pixelY(x[i], 0, z[i]);
      pxPerMetre = camera.focalPx / depth;
      tallPx = height[i] * pxPerMetre;
      return rootX > -40 && rootX < pass.width + 40 && rootY > -10 && rootY < pass.height + 120;
    }

    void defocus(int hash, double apertureM) {
      double blurPx = camera.focalPx * apertureM * (1 / depth - 1 / FOCUS_M);
      rootX += blurPx * ((hash & 255) / 127.5 - 1);
      rootY += blurPx * ((hash >> 8 & 255) / 127.5 - 1);
    }

    /** Draws the blade, its tip {@code bendPx} beside its root. */
    void stroke(double bendPx) {
      sun = light.sun(x[i], z[i]);
      sky = light.sky(x[i], z[i]);
      double halfWidth = Math.max(0.28, 0.0035 / height[i] * tallPx * (0.6 + tint[i]));
      int top = (int) Math.max(0, Math.ceil(rootY - tallPx - 0.5));
      int bottom = (int) Math.min(pass.height - 1, Math.floor(rootY - 0.5));
      for (int row = top; row <= bottom; row++) {
        double rise = (rootY - row - 0.5) / tallPx;
        boolean petal = tint[i] > FLOWER && rise > 0.8;
        double half = petal ? PETAL_M / height[i] * tallPx : halfWidth * (1 - 0.8 * rise);
        line(row, rootX + bendPx * rise * rise, half, rise, petal);
      }
    }

    private void line(int row, double middle, double half, double rise, boolean petal) {
      int left = (int) Math.max(0, Math.ceil(middle - half - 0.5));
      int right = (int) Math.min(pass.width - 1, Math.floor(middle + half - 0.5));
      for (int column = left; column <= right; column++) {
        int pixel = row * pass.width + column;
        if (depth < pass.depth[pixel]) {
          pass.depth[pixel] = (float) depth;
          pass.id[pixel] = 0;
          paint(3 * pixel, rise, petal);
        }
      }
    }

    /** Dark at the root, bright and a little yellow where the sun shines through the tip. */
    private void paint(int at, double rise, boolean petal) {
      double sunlit = sun * (0.08 + 0.62 * rise) * (0.7 + 0.6 * tint[i]);
      double open = sky * (0.35 + 0.65 * rise);
      double haze = Light.haze(depth);
      for (int c = 0; c < 3; c++) {
        double gain = c == 0 ? 1.05 + 0.5 * tint[i] : c == 1 ? 1.35 : 0.9;
        double own = petal ? 0.75 : gain * turf[3 * i + c];
        double lit = own * (sunlit * Light.SUN[c] + open * Light.SKY[c]);
        pass.rgb[at + c] = (float) (lit + haze * (Light.HAZE[c] - lit));
      }
    }
  }
}
