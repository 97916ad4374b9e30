package io.masklet.testdata.render;

import java.util.SplittableRandom;

/**
 * Turns light into bytes as a small camera does: exposure that breathes, darker corners, a filmic
 * curve, shot and read noise.
 */
final class Film {

  private final int width;
  private final int height;
  private final double noise;

  Film(int width, int height, double noise) {
    this.width = width;
    this.height = height;
    this.noise = noise;
  }

  /**
   * Develops one frame.
   *
   * @param light linear RGB, {@code [H, W, 3]}; not modified
   * @param seed of this frame's noise
   * @return {@code [H, W, 3]}, RGB bytes
   */
  byte[] develop(float[] light, double seconds, long seed) {
    byte[] rgb = new byte[light.length];
    SplittableRandom random = new SplittableRandom(seed);
    double exposure = 1 + 0.035 * Math.sin(0.9 * seconds + 0.5);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = 3 * (row * width + column);
        double gain = exposure * vignette(column, row);
        double grey = 0.55 * gaussian(random);
        for (int c = 0; c < 3; c++) {
          double signal = gain * light[at + c] + 0.004;
          double grain = grey + (c == 1 ? 0.5 : 0.9) * gaussian(random);
          double sigma = noise * Math.sqrt(0.00010 * signal + 0.000002);
          rgb[at + c] = (byte) Math.round(255 * tone(signal + sigma * grain));
        }
      }
    }
    return rgb;
  }

  private double vignette(int column, int row) {
    double x = (column + 0.5) / width - 0.5;
    double y = (row + 0.5) / width - 0.5 * height / width;
    double away = x * x + y * y;
    return 1 / ((1 + 0.55 * away) * (1 + 0.55 * away));
  }

  /**
   * A filmic curve: deep blacks, long shoulder; result in [0, 1], ready for a display.
   *
   * @see <a href="https://knarkowicz.wordpress.com/2016/01/06/aces-filmic-tone-mapping-curve/">
   *     Narkowicz, ACES filmic tone mapping curve, 2016</a>
   */
  private static double tone(double light) {
    double x = Math.max(0, 0.78 * light);
    double curve = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14);
    return Math.pow(Math.min(1, curve), 1 / 2.2);
  }

  /** About normal, mean 0 and deviation 1: the sum of four even numbers. */
  private static double gaussian(SplittableRandom random) {
    long bits = random.nextLong();
    double sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum / 65535 - 2) * 1.732;
  }
}
