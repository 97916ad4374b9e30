package io.masklet.core.mask;

/**
 * Exact squared distance of every object pixel to the nearest pixel that is not object; the outside
 * of the picture counts as not object.
 *
 * <p>Source: Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012, in the
 * plain form that is quadratic in a row.
 */
public final class SquaredDistance {

  private final double[] values;

  /** Of every pixel of a mask; those that are not object have 0. */
  public SquaredDistance(Bitmap mask) {
    int width = mask.size().widthPx();
    int height = mask.size().heightPx();
    double[] vertical = new double[width * height];
    for (int x = 0; x < width; x++) {
      column(mask, x, vertical);
    }
    values = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = row(vertical, y * width, x, width);
      }
    }
  }

  /** {@code [H, W]} */
  public double[] values() {
    return values;
  }

  private static void column(Bitmap mask, int x, double[] vertical) {
    int width = mask.size().widthPx();
    int height = mask.size().heightPx();
    double up = 0;
    for (int y = 0; y < height; y++) {
      up = mask.get(x, y) ? up + 1 : 0;
      vertical[y * width + x] = up;
    }
    double down = 0;
    for (int y = height - 1; y >= 0; y--) {
      down = mask.get(x, y) ? down + 1 : 0;
      vertical[y * width + x] = Math.min(vertical[y * width + x], down);
    }
  }

  private static double row(double[] vertical, int start, int x, int width) {
    double best = square(vertical[start + x]);
    // Columns farther away than the best so far cannot be nearer.
    for (int d = 1; d * d < best; d++) {
      double left = x - d < 0 ? 0 : vertical[start + x - d];
      double right = x + d >= width ? 0 : vertical[start + x + d];
      best = Math.min(best, d * d + square(Math.min(left, right)));
    }
    return best;
  }

  private static double square(double value) {
    return value * value;
  }
}
