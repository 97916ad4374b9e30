package io.masklet.core.eval;

import io.masklet.core.mask.Bitmap;

/** F from its definition, every pair of boundary pixels compared. */
final class SlowBoundaryAccuracy {

  private SlowBoundaryAccuracy() {}

  static double of(Bitmap mask, Bitmap truth) {
    boolean[][] found = boundary(mask);
    boolean[][] wanted = boundary(truth);
    double width = mask.size().widthPx();
    double height = mask.size().heightPx();
    double radius = Math.ceil(0.008 * Math.hypot(width, height));
    long foundPx = count(found);
    long wantedPx = count(wanted);
    double precision;
    double recall;
    if (foundPx == 0 && wantedPx > 0) {
      precision = 1;
      recall = 0;
    } else if (foundPx > 0 && wantedPx == 0) {
      precision = 0;
      recall = 1;
    } else if (foundPx == 0) {
      precision = 1;
      recall = 1;
    } else {
      precision = (double) near(found, wanted, radius) / foundPx;
      recall = (double) near(wanted, found, radius) / wantedPx;
    }
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** Row by row as the reference fills its arrays: the last row, then column, then corner. */
  private static boolean[][] boundary(Bitmap mask) {
    int width = mask.size().widthPx();
    int height = mask.size().heightPx();
    boolean[][] b = new boolean[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean s = at(mask, x, y);
        b[y][x] = s != at(mask, x + 1, y) | s != at(mask, x, y + 1) | s != at(mask, x + 1, y + 1);
      }
    }
    for (int x = 0; x < width; x++) {
      b[height - 1][x] = at(mask, x, height - 1) != at(mask, x + 1, height - 1);
    }
    for (int y = 0; y < height; y++) {
      b[y][width - 1] = at(mask, width - 1, y) != at(mask, width - 1, y + 1);
    }
    b[height - 1][width - 1] = false;
    return b;
  }

  /** Pixels outside are 0, as in the shifted arrays of the reference. */
  private static boolean at(Bitmap mask, int x, int y) {
    return x < mask.size().widthPx() && y < mask.size().heightPx() && mask.get(x, y);
  }

  private static long count(boolean[][] pixels) {
    return near(pixels, pixels, 0);
  }

  private static long near(boolean[][] these, boolean[][] those, double radius) {
    long count = 0;
    for (int y = 0; y < these.length; y++) {
      for (int x = 0; x < these[y].length; x++) {
        count += these[y][x] && isNear(those, x, y, radius) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isNear(boolean[][] those, int x, int y, double radius) {
    for (int v = 0; v < those.length; v++) {
      for (int u = 0; u < those[v].length; u++) {
        if (those[v][u] && (u - x) * (u - x) + (v - y) * (v - y) <= radius * radius) {
          return true;
        }
      }
    }
    return false;
  }
}
