package io.masklet.core.tensor;

import io.masklet.core.geom.Size;
import io.masklet.core.tensor.kernel.AxisTaps;
import io.masklet.core.tensor.kernel.SeparableKernel;

/**
 * Resizes one plane of numbers, {@code [H, W]} to {@code [h, w]}, exactly as the reference does.
 *
 * <p>Holds tables only. <b>Threads.</b> Safe for any number of callers.
 */
public final class PlaneResizer {

  private final Size from;
  private final Size to;
  private final AxisTaps across;
  private final AxisTaps down;

  private PlaneResizer(Size from, Size to, AxisTaps across, AxisTaps down) {
    this.from = from;
    this.to = to;
    this.across = across;
    this.down = down;
  }

  /** Torch's bilinear, {@code align_corners=False}: two taps an axis, also when shrinking. */
  public static PlaneResizer bilinear(Size from, Size to) {
    return new PlaneResizer(
        from,
        to,
        AxisTaps.bilinear(from.widthPx(), to.widthPx()),
        AxisTaps.bilinear(from.heightPx(), to.heightPx()));
  }

  /** Torch's bilinear with {@code antialias=True}: averages when shrinking. */
  public static PlaneResizer antialias(Size from, Size to) {
    return new PlaneResizer(
        from,
        to,
        AxisTaps.antialias(from.widthPx(), to.widthPx()),
        AxisTaps.antialias(from.heightPx(), to.heightPx()));
  }

  /**
   * @param plane {@code [H, W]}, not changed
   * @return a new {@code [h, w]}
   */
  public float[] resize(float[] plane) {
    if (plane.length != from.areaPx()) {
      throw new IllegalArgumentException(
          "plane resizer: expected %d numbers for %s, got %d"
              .formatted(from.areaPx(), from, plane.length));
    }
    int width = to.widthPx();
    float[] rows = new float[Math.multiplyExact(from.heightPx(), width)];
    for (int y = 0; y < from.heightPx(); y++) {
      SeparableKernel.alongRow(plane, y * from.widthPx(), across, rows, y * width);
    }
    float[] out = new float[to.pixelCount()];
    for (int y = 0; y < to.heightPx(); y++) {
      SeparableKernel.acrossRows(rows, width, 0, down, y, out, y * width, width);
    }
    return out;
  }

  /** Takes one row of a resized plane. */
  @FunctionalInterface
  public interface RowSink {
    /**
     * @param y row of the resized plane
     * @param x0 column that {@code values[0]} is for
     * @param values valid until this returns; the columns before and after are known to be at most
     *     0
     * @param length how many of {@code values} count
     */
    void row(int y, int x0, float[] values, int length);
  }

  /** Takes one row of each of several resized planes. */
  @FunctionalInterface
  public interface RowsSink {
    /**
     * @param y row of the resized planes
     * @param x0 column that the first number of each row is for
     * @param rows one a plane, valid until this returns
     * @param length of each row
     */
    void rows(int y, int x0, float[][] rows, int length);
  }

  /**
   * Resizes only where the result can be greater than 0, row by row: a weighted mean of numbers
   * that are all at most 0 is at most 0. For kernels without negative weights, which both of ours
   * are.
   *
   * @param plane {@code [H, W]}, not changed
   * @param sink called for the rows that may hold something, top to bottom; the numbers it gets are
   *     those of {@link #resize}, bit for bit
   */
  public void resizePositive(float[] plane, RowSink sink) {
    boolean[] liveRows = new boolean[from.heightPx()];
    boolean[] liveColumns = new boolean[from.widthPx()];
    for (int i = 0; i < plane.length; i++) {
      if (plane[i] > 0) {
        liveRows[i / from.widthPx()] = true;
        liveColumns[i % from.widthPx()] = true;
      }
    }
    resizeLive(
        new float[][] {plane},
        liveRows,
        liveColumns,
        (y, x0, rows, length) -> sink.row(y, x0, rows[0], length));
  }

  /**
   * Resizes several planes side by side, row by row, only where something is of interest.
   *
   * @param planes each {@code [H, W]}, not changed
   * @param liveRows {@code [H]}: rows that hold something of interest
   * @param liveColumns {@code [W]}: the same of columns
   * @param sink called for the rows that live rows have a part in, and those between; the numbers
   *     it gets are those of {@link #resize}, bit for bit
   */
  public void resizeLive(
      float[][] planes, boolean[] liveRows, boolean[] liveColumns, RowsSink sink) {
    int x0 = firstTouching(across, liveColumns);
    int x1 = lastTouching(across, liveColumns);
    int y0 = firstTouching(down, liveRows);
    int y1 = lastTouching(down, liveRows);
    if (x0 > x1 || y0 > y1) {
      return;
    }
    int topRow = down.first()[y0];
    int bottomRow = down.first()[y1] + down.count() - 1;
    float[][] wide = new float[planes.length][];
    for (int p = 0; p < planes.length; p++) {
      wide[p] = widened(planes[p], topRow, bottomRow);
    }
    float[][] rows = new float[planes.length][x1 - x0 + 1];
    for (int y = y0; y <= y1; y++) {
      for (int p = 0; p < planes.length; p++) {
        SeparableKernel.acrossRows(wide[p], to.widthPx(), x0, down, y, rows[p], 0, rows[p].length);
      }
      sink.rows(y, x0, rows, rows[0].length);
    }
  }

  /** {@code [H, w]}: the rows from top to bottom, both included, resized along themselves. */
  private float[] widened(float[] plane, int topRow, int bottomRow) {
    float[] wide = new float[Math.multiplyExact(from.heightPx(), to.widthPx())];
    for (int y = topRow; y <= bottomRow; y++) {
      SeparableKernel.alongRow(plane, y * from.widthPx(), across, wide, y * to.widthPx());
    }
    return wide;
  }

  private static int firstTouching(AxisTaps taps, boolean[] live) {
    int i = 0;
    while (i < taps.first().length && !touches(taps, i, live)) {
      i++;
    }
    return i;
  }

  private static int lastTouching(AxisTaps taps, boolean[] live) {
    int i = taps.first().length - 1;
    while (i >= 0 && !touches(taps, i, live)) {
      i--;
    }
    return i;
  }

  private static boolean touches(AxisTaps taps, int i, boolean[] live) {
    for (int k = 0; k < taps.count(); k++) {
      if (live[taps.first()[i] + k]) {
        return true;
      }
    }
    return false;
  }
}
