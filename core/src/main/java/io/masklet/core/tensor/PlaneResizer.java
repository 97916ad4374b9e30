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
}
