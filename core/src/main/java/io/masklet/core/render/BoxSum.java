package io.masklet.core.render;

import java.util.Arrays;

/**
 * Sums of neighbours by adding what enters a window and taking away what leaves it: the cost does
 * not depend on the window. Beyond the edges the outermost value goes on.
 */
final class BoxSum {

  private BoxSum() {}

  /**
   * Sums along each row.
   *
   * @param from {@code [height, width]}, not changed
   * @param to {@code [height, width]}, overwritten
   * @param boxPx how many neighbours, odd
   */
  static void alongRows(int[] from, int[] to, int width, int height, int boxPx) {
    for (int y = 0; y < height; y++) {
      alongRow(from, to, y * width, width, boxPx / 2);
    }
  }

  private static void alongRow(int[] from, int[] to, int start, int width, int radius) {
    int last = start + width - 1;
    int sum = (radius + 1) * from[start];
    for (int i = 1; i <= radius; i++) {
      sum += from[Math.min(start + i, last)];
    }
    to[start] = sum;
    for (int i = start + 1; i <= last; i++) {
      sum += from[Math.min(i + radius, last)] - from[Math.max(i - radius - 1, start)];
      to[i] = sum;
    }
  }

  /** Sums down each column; the arguments are those of {@link #alongRows}. */
  static void acrossRows(int[] from, int[] to, int width, int height, int boxPx) {
    int radius = boxPx / 2;
    firstRow(from, to, width, height, radius);
    for (int y = 1; y < height; y++) {
      int row = y * width;
      int enters = Math.min(y + radius, height - 1) * width;
      int leaves = Math.max(y - radius - 1, 0) * width;
      for (int x = 0; x < width; x++) {
        to[row + x] = to[row - width + x] + from[enters + x] - from[leaves + x];
      }
    }
  }

  private static void firstRow(int[] from, int[] to, int width, int height, int radius) {
    Arrays.fill(to, 0, width, 0);
    for (int y = -radius; y <= radius; y++) {
      int source = Math.max(0, Math.min(y, height - 1)) * width;
      for (int x = 0; x < width; x++) {
        to[x] += from[source + x];
      }
    }
  }
}
