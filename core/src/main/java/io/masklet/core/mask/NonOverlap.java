package io.masklet.core.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives each pixel to one object at most.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f,
 * sam2/modeling/sam2_base.py#_apply_non_overlapping_constraints.
 */
public final class NonOverlap {

  /** What an object's logit sinks to where another one is stronger: surely not this object. */
  private static final float SUPPRESSED_LOGIT = -10f;

  private NonOverlap() {}

  /**
   * At each pixel the first of the highest logits stays, the others sink to -10 or below.
   *
   * @param logits of the objects of one frame, all of one size; not changed
   * @return new logits in the same order
   */
  public static List<MaskLogits> keepHighest(List<MaskLogits> logits) {
    List<MaskLogits> kept = new ArrayList<>();
    int[] winners = winners(logits);
    for (int object = 0; object < logits.size(); object++) {
      float[] values = logits.get(object).values().clone();
      for (int pixel = 0; pixel < values.length; pixel++) {
        if (winners[pixel] != object) {
          values[pixel] = Math.min(values[pixel], SUPPRESSED_LOGIT);
        }
      }
      kept.add(new MaskLogits(logits.get(object).size(), values));
    }
    return kept;
  }

  /** The object with the highest logit at each pixel. */
  private static int[] winners(List<MaskLogits> logits) {
    if (logits.isEmpty()) {
      return new int[0];
    }
    int[] winners = new int[logits.get(0).values().length];
    float[] highest = logits.get(0).values().clone();
    for (int object = 1; object < logits.size(); object++) {
      float[] values = logits.get(object).values();
      for (int pixel = 0; pixel < values.length; pixel++) {
        if (values[pixel] > highest[pixel]) {
          highest[pixel] = values[pixel];
          winners[pixel] = object;
        }
      }
    }
    return winners;
  }
}
