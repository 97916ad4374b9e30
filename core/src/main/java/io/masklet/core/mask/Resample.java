package io.masklet.core.mask;

import io.masklet.core.geom.Size;
import io.masklet.core.tensor.PlaneResizer;

/** Resizes mask logits the two ways the reference does. */
public final class Resample {

  private Resample() {}

  /**
   * Torch's plain bilinear ({@code align_corners=False}, no antialias): how low-resolution logits
   * become masks at video size.
   */
  public static MaskLogits bilinear(MaskLogits logits, Size size) {
    if (logits.size().equals(size)) {
      return logits;
    }
    return new MaskLogits(size, PlaneResizer.bilinear(logits.size(), size).resize(logits.values()));
  }

  /**
   * The object's pixels at another size: what {@code bilinear(logits, size).toBitmap()} gives,
   * without the numbers in between and only where there is something.
   */
  public static Bitmap bilinearMask(MaskLogits logits, Size size) {
    Bitmap mask = new Bitmap(size);
    PlaneResizer.bilinear(logits.size(), size)
        .resizePositive(
            logits.values(), (y, x0, values, length) -> mask.setAbove0(y, x0, values, length));
    return mask;
  }

  /** Torch's bilinear with antialias: how a mask given as a prompt becomes model input. */
  public static MaskLogits antialias(MaskLogits logits, Size size) {
    if (logits.size().equals(size)) {
      return logits;
    }
    return new MaskLogits(
        size, PlaneResizer.antialias(logits.size(), size).resize(logits.values()));
  }
}
