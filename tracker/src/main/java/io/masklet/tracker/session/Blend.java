package io.masklet.tracker.session;

import io.masklet.core.mask.HoleFilling;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;

/**
 * Between two prompted frames both passes found something; this makes one mask of the two.
 *
 * <p>Each counts as much as it can be trusted. At its own prompt a pass is right. How well it did
 * on the way shows when it arrives at the next prompt and is compared with what a person accepted
 * there: a pass that arrives well was right all along, one that arrives badly lost the object
 * somewhere on the way, the later the more likely. So what a person corrected does not come back
 * from the other side, and what they say later does not spoil what was right before.
 *
 * <p>Measured on development clips; {@code docs/sessions.md} tells what else was tried, the
 * network's own confidence among it.
 */
final class Blend {

  /** How much of its trust a pass that arrives well loses on the way, as edges get less exact. */
  private static final float WEAR = 0.3f;

  /** Masks that share less are not of the same thing. */
  private static final float SAME_IOU = 0.5f;

  private Blend() {}

  /** One side of a blend. */
  record Side(PassRecord found, float trust) {}

  /**
   * How far a pass can be trusted.
   *
   * @param arrival IoU with the accepted mask at the next prompt
   * @param way how much of the way between the prompts lies behind it, 0 to 1
   * @param present whether it finds the object here; if not and it arrives badly, it has lost it
   *     already, and that tells nothing
   */
  static float trust(float arrival, float way, boolean present) {
    float stillRight = present ? arrival + (1 - arrival) * (1 - way) : arrival;
    return stillRight * (1 - WEAR * way);
  }

  /** How much of 1 the first side counts. */
  static float weight(Side first, Side second) {
    float both = first.trust + second.trust;
    return both == 0 ? 0.5f : first.trust / both;
  }

  /** Whether the object is there at all: a logit. */
  static float objectScore(Side first, Side second, float weight) {
    return weight * bounded(first) + (1 - weight) * bounded(second);
  }

  private static float bounded(Side side) {
    return Math.max(-10, Math.min(10, side.found.choice().objectScore()));
  }

  /** Of the side that counts more. */
  static MaskSignals signals(Side first, Side second, float weight) {
    return (weight >= 0.5f ? first : second).found.choice().signals();
  }

  /**
   * The logits of both, each counted as {@code weight} says. Where only one found the object, or
   * where they found different things, those of one: the middle between two things is neither.
   *
   * @param fillHoleAreaPx how small holes have to be to be filled
   */
  static MaskLogits logits(Side first, Side second, float weight, int fillHoleAreaPx) {
    MaskLogits blended;
    if (first.found.choice().objectScore() <= 0) {
      blended = second.found.logits();
    } else if (second.found.choice().objectScore() <= 0) {
      blended = first.found.logits();
    } else if (!isSame(first.found, second.found)) {
      blended = (weight >= 0.5f ? first : second).found.logits();
    } else {
      blended = mixed(first.found.logits(), second.found.logits(), weight);
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
