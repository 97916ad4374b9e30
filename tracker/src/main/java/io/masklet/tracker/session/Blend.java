package io.masklet.tracker.session;

import io.masklet.core.mask.HoleFilling;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;

/**
 * Between two prompted frames both passes found something; this makes one mask of the two.
 *
 * <p>The pass that comes from the older prompt is what a person saw when they gave the newer one,
 * where it was worst: it counts as much as it can be trusted, and the other has the rest. How well
 * it did on the way shows when it arrives at the newer prompt and is compared with what was
 * accepted there: if it arrives well it was right all along, if badly it lost the object somewhere
 * on the way, the later the more likely. So a correction reaches back to where the object was lost
 * and no further, and does not spoil what was right before.
 *
 * <p>Measured on development clips; {@code docs/sessions.md} tells what else was tried, the
 * network's own confidence among it.
 */
final class Blend {

  /** Masks that share less are not of the same thing. */
  private static final float SAME_IOU = 0.5f;

  private Blend() {}

  /**
   * How much of 1 the pass from the older prompt counts.
   *
   * @param arrival its IoU with the accepted mask at the newer prompt
   * @param way how much of the way between the prompts lies behind it, 0 to 1
   * @param present whether it finds the object here; a pass that does not and arrives badly has
   *     lost it already, and that tells nothing
   * @param newerArrival of the pass from the newer prompt, at the older one
   * @param newerPresent whether that pass finds the object here
   */
  static float olderWeight(
      float arrival, float way, boolean present, float newerArrival, boolean newerPresent) {
    float right = present ? arrival + (1 - arrival) * (1 - way) : arrival;
    float rest = (1 - right) * (newerPresent ? 1 : newerArrival);
    return right + rest == 0 ? 0.5f : right / (right + rest);
  }

  /** Whether the object is there at all: a logit. */
  static float objectScore(PassRecord first, PassRecord second, float weight) {
    return weight * bounded(first) + (1 - weight) * bounded(second);
  }

  private static float bounded(PassRecord found) {
    return Math.max(-10, Math.min(10, found.choice().objectScore()));
  }

  /** Of the side that counts more. */
  static MaskSignals signals(PassRecord first, PassRecord second, float weight) {
    return (weight > 0.5f ? first : second).choice().signals();
  }

  /**
   * The logits of both, each counted as {@code weight} says. Where only one found the object, or
   * where they found different things, those of one: the middle between two things is neither.
   *
   * @param fillHoleAreaPx how small holes have to be to be filled
   */
  static MaskLogits logits(PassRecord first, PassRecord second, float weight, int fillHoleAreaPx) {
    MaskLogits blended;
    if (first.choice().objectScore() <= 0) {
      blended = second.logits();
    } else if (second.choice().objectScore() <= 0) {
      blended = first.logits();
    } else if (!isSame(first, second)) {
      blended = (weight > 0.5f ? first : second).logits();
    } else {
      blended = mixed(first.logits(), second.logits(), weight);
    }
    return fillHoleAreaPx > 0 ? HoleFilling.fill(blended, fillHoleAreaPx) : blended;
  }

  private static boolean isSame(PassRecord first, PassRecord second) {
    float[] one = first.logits().values();
    float[] two = second.logits().values();
    int both = 0;
    int any = 0;
    for (int i = 0; i < one.length; i++) {
      both += one[i] > 0 && two[i] > 0 ? 1 : 0;
      any += one[i] > 0 || two[i] > 0 ? 1 : 0;
    }
    return both >= SAME_IOU * any;
  }

  private static MaskLogits mixed(MaskLogits first, MaskLogits second, float weight) {
    float[] values = new float[first.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = weight * first.values()[i] + (1 - weight) * second.values()[i];
    }
    return new MaskLogits(first.size(), values);
  }
}
