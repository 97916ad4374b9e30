package io.masklet.core.mask;

import io.masklet.core.geom.Size;
import io.masklet.core.tensor.PlaneResizer;

/**
 * Decides which object each pixel of a frame belongs to: the one whose logit is highest there, if
 * it is above 0. An object whose mask a person gave comes before those that were only propagated.
 *
 * <p>Two planes at the size of the frame, whatever the number of objects. Not thread-safe.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f,
 * sam2/modeling/sam2_base.py#_apply_non_overlapping_constraints. Differs: prompted masks come first
 * (there, a neighbour that is surer than a person keeps the pixel), and pixels that are no object's
 * stay as they are (there, all logits but the highest sink).
 */
public final class PixelOwners {

  /** What an object's logit sinks to where a pixel is another's: surely not this object. */
  private static final float SUPPRESSED_LOGIT = -10f;

  /** Larger than any logit. */
  private static final float PROMPTED_BONUS = 1e6f;

  private static final short NOBODY = -1;

  private final Size size;
  private final float[] strongest;
  private final short[] owners;

  public PixelOwners(Size size) {
    this.size = size;
    this.strongest = new float[size.pixelCount()];
    this.owners = new short[size.pixelCount()];
    java.util.Arrays.fill(owners, NOBODY);
  }

  /**
   * Lets an object claim pixels; the first of equals keeps them.
   *
   * @param object a number of the caller's, 0 to 32 767
   * @param logits of any size; brought to the frame's as {@link Resample#bilinear} does
   * @param prompted whether a person gave this mask on this very frame
   */
  public void claim(int object, MaskLogits logits, boolean prompted) {
    PlaneResizer.bilinear(logits.size(), size)
        .resizePositive(logits.values(), claim(object, prompted));
  }

  /**
   * Lets an object claim pixels row by row, with logits that are at the size of the frame.
   *
   * @param object as above
   * @param prompted as above
   */
  public PlaneResizer.RowSink claim(int object, boolean prompted) {
    float bonus = prompted ? PROMPTED_BONUS : 0;
    return (y, x0, values, length) -> {
      int start = y * size.widthPx() + x0;
      for (int k = 0; k < length; k++) {
        if (values[k] > 0 && values[k] + bonus > strongest[start + k]) {
          strongest[start + k] = values[k] + bonus;
          owners[start + k] = (short) object;
        }
      }
    };
  }

  /** The pixels an object got. */
  public Bitmap maskOf(int object) {
    Bitmap mask = new Bitmap(size);
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] == object) {
        mask.setAt(i);
      }
    }
    return mask;
  }

  /**
   * An object's logits, sunk to -10 or below where a pixel is another's.
   *
   * @param logits of the frame's size; not changed
   */
  public MaskLogits suppressed(int object, MaskLogits logits) {
    float[] values = logits.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (owners[i] != object && owners[i] != NOBODY) {
        values[i] = Math.min(values[i], SUPPRESSED_LOGIT);
      }
    }
    return new MaskLogits(size, values);
  }
}
