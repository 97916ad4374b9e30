package io.masklet.tracker.object;

import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.ObjectPointer;

/**
 * The one mask taken from the decoder's four hypotheses, and the pointer that goes with it.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam2_base.py#_forward_sam_heads and
 * sam2/modeling/sam/mask_decoder.py#_dynamic_multimask_via_stability.
 *
 * @param logits {@code [4g, 4g]}; {@link #ABSENT_LOGIT} everywhere if the object is not there
 * @param pointer already replaced by the no-object pointer if the object is not there
 * @param objectScore above 0 means the object is in the frame
 * @param predictedIou the decoder's guess for the chosen mask
 * @param hypothesis which of the four was taken, or {@link #GIVEN}
 * @param signals how steady the answer is; of an absent object, that of the mask it hid
 */
public record MaskChoice(
    MaskLogits logits,
    ObjectPointer pointer,
    float objectScore,
    float predictedIou,
    int hypothesis,
    MaskSignals signals) {

  /** What the reference puts where there is no object (NO_OBJ_SCORE). */
  public static final float ABSENT_LOGIT = -1024f;

  /** Not a hypothesis: a person gave the mask. */
  public static final int GIVEN = -1;

  /** One answer must not outvote another by being beyond all bounds; as in mask prompts. */
  private static final float MOST_MIXED_LOGIT = 32;

  private static final float STABILITY_DELTA = 0.05f;
  private static final float STABILITY_THRESHOLD = 0.98f;

  /**
   * Best of the three answers to an ambiguous prompt, by predicted IoU (the first of equals); the
   * pointer is made from the token of the same answer.
   */
  public static MaskChoice bestOfThree(MaskPrediction prediction, ObjectPointer noObject) {
    int best = bestOfThree(prediction.predictedIou());
    return gated(prediction, best, best, noObject);
  }

  /**
   * The single-mask answer, unless it is unstable: then the best of the three. The pointer is that
   * of the single-mask token either way.
   */
  public static MaskChoice single(MaskPrediction prediction, ObjectPointer noObject) {
    boolean stable = stability(prediction) >= STABILITY_THRESHOLD;
    int mask = stable ? 0 : bestOfThree(prediction.predictedIou());
    return gated(prediction, mask, 0, noObject);
  }

  private static MaskChoice gated(
      MaskPrediction prediction, int mask, int token, ObjectPointer noObject) {
    boolean present = prediction.objectScore() > 0;
    MaskLogits logits = prediction.logits(mask);
    return new MaskChoice(
        present ? logits : MaskLogits.filled(logits.size(), ABSENT_LOGIT),
        present ? prediction.pointer(token) : noObject,
        prediction.objectScore(),
        prediction.predictedIou()[mask],
        mask,
        Steadiness.of(prediction, mask));
  }

  /**
   * Two answers about one object as one: the mean of their logits and scores, the rest as in this
   * one. Where one of them has not found the object, the other is taken.
   *
   * @param share of the other answer, 0 to one half
   */
  public MaskChoice mixedWith(MaskChoice other, double share) {
    if (objectScore <= 0 || other.objectScore <= 0) {
      return objectScore > 0 ? this : other;
    }
    return new MaskChoice(
        mixed(logits.bounded(MOST_MIXED_LOGIT), other.logits.bounded(MOST_MIXED_LOGIT), share),
        pointer,
        mixed(objectScore, other.objectScore, share),
        mixed(predictedIou, other.predictedIou, share),
        hypothesis,
        signals);
  }

  private static MaskLogits mixed(MaskLogits one, MaskLogits other, double share) {
    float[] values = new float[one.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = mixed(one.values()[i], other.values()[i], share);
    }
    return new MaskLogits(one.size(), values);
  }

  private static float mixed(float one, float other, double share) {
    return (float) ((1 - share) * one + share * other);
  }

  /** The same object with another mask; what is said of it stays what the network said. */
  public MaskChoice withLogits(MaskLogits other) {
    return new MaskChoice(other, pointer, objectScore, predictedIou, hypothesis, signals);
  }

  private static int bestOfThree(float[] predictedIou) {
    int best = 1;
    for (int h = 2; h < MaskPrediction.HYPOTHESES; h++) {
      if (predictedIou[h] > predictedIou[best]) {
        best = h;
      }
    }
    return best;
  }

  /** Area above +delta over area above -delta of the single mask; 1 if the latter is empty. */
  static float stability(MaskPrediction prediction) {
    int area = prediction.lowResSide() * prediction.lowResSide();
    int inner = 0;
    int outer = 0;
    for (int i = 0; i < area; i++) {
      float logit = prediction.masks()[i];
      inner += logit > STABILITY_DELTA ? 1 : 0;
      outer += logit > -STABILITY_DELTA ? 1 : 0;
    }
    return outer == 0 ? 1f : (float) inner / outer;
  }
}
