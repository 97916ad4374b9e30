package io.masklet.core.mask;

import io.masklet.core.geom.Size;

/**
 * A mask before the threshold: one real number a pixel, row-major, greater than 0 means object.
 *
 * <p>The array is shared, not copied: whoever makes one hands the array over.
 *
 * @param size width and height
 * @param values {@code [H, W]}, exactly {@code width * height} numbers
 */
public record MaskLogits(Size size, float[] values) {

  public MaskLogits {
    if (values.length != size.areaPx()) {
      throw new IllegalArgumentException(
          "mask logits: expected %d values for %s, got %d"
              .formatted(size.areaPx(), size, values.length));
    }
  }

  /** The same number everywhere, such as -1024 for an object that is not in the frame. */
  public static MaskLogits filled(Size size, float value) {
    float[] values = new float[size.pixelCount()];
    java.util.Arrays.fill(values, value);
    return new MaskLogits(size, values);
  }

  /** 1 where the mask is set, 0 elsewhere. */
  public static MaskLogits of(Bitmap mask) {
    float[] values = new float[mask.size().pixelCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = mask.getAt(i) ? 1f : 0f;
    }
    return new MaskLogits(mask.size(), values);
  }

  /** The object's pixels: logit above 0. */
  public Bitmap toBitmap() {
    return Bitmap.above(this, 0f);
  }

  /** A copy whose logits lie between {@code -most} and {@code most}. */
  public MaskLogits bounded(float most) {
    float[] bounded = new float[values.length];
    for (int i = 0; i < bounded.length; i++) {
      bounded[i] = Math.max(-most, Math.min(most, values[i]));
    }
    return new MaskLogits(size, bounded);
  }
}
