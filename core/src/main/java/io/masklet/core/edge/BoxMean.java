package io.masklet.core.edge;

/** The mean over a square window around every cell of a square plane, cut at the border. */
final class BoxMean {

  private final int side;
  private final int radius;
  private final float[] alongRows;

  /**
   * @param side of the planes
   * @param radius cells on each side of the middle one
   */
  BoxMean(int side, int radius) {
    this.side = side;
    this.radius = radius;
    this.alongRows = new float[side * side];
  }

  /**
   * @param plane {@code [side, side]}
   * @param out {@code [side, side]}; may be {@code plane}
   */
  void of(float[] plane, float[] out) {
    for (int y = 0; y < side; y++) {
      slide(plane, alongRows, y * side, 1);
    }
    for (int x = 0; x < side; x++) {
      slide(alongRows, out, x, side);
    }
  }

  /** Means along one line of cells that lie {@code stride} apart; the sum slides along with it. */
  private void slide(float[] from, float[] to, int start, int stride) {
    double sum = 0;
    int last = Math.min(radius, side) - 1;
    for (int i = 0; i <= last; i++) {
      sum += from[start + i * stride];
    }
    for (int i = 0; i < side; i++) {
      if (i + radius < side) {
        sum += from[start + (i + radius) * stride];
      }
      if (i - radius > 0) {
        sum -= from[start + (i - radius - 1) * stride];
      }
      int count = Math.min(i + radius, side - 1) - Math.max(i - radius, 0) + 1;
      to[start + i * stride] = (float) (sum / count);
    }
  }
}
