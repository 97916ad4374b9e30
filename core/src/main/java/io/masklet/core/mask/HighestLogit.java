package io.masklet.core.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves every pixel to the object whose logit is highest there, even where that is no object's: in
 * all others it sinks to -10 or below. The reference's rule; {@link PixelOwners} is ours.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f,
 * sam2/modeling/sam2_base.py#_apply_non_overlapping_constraints.
 */
public final class HighestLogit {

  private static final float SUPPRESSED_LOGIT = -10f;

  private HighestLogit() {}

  /**
   * The objects' logits without overlap; the first of equals keeps a pixel.
   *
   * @param masks one an object, all of one size; not changed
   */
  public static List<MaskLogits> keep(List<MaskLogits> masks) {
    List<MaskLogits> kept = new ArrayList<>();
    for (int object = 0; object < masks.size(); object++) {
      float[] values = masks.get(object).values().clone();
      for (int other = 0; other < masks.size(); other++) {
        sink(values, masks.get(object).values(), masks.get(other).values(), other < object);
      }
      kept.add(new MaskLogits(masks.get(object).size(), values));
    }
    return kept;
  }

  /** Sinks an object's values where another object is surer, or as sure and comes first. */
  private static void sink(float[] values, float[] own, float[] other, boolean otherIsFirst) {
    for (int i = 0; i < values.length; i++) {
      if (other[i] > own[i] || (otherIsFirst && other[i] == own[i])) {
        values[i] = Math.min(own[i], SUPPRESSED_LOGIT);
      }
    }
  }
}
