package io.masklet.core.mask;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one object in one frame: the unit that overlays and exports are made of.
 *
 * @param objectId the id the object was given; at least 1, never changes
 * @param mask at video size; empty if the object is not in the frame
 * @param logits the mask before the threshold, at video size, or null if nobody asked for it
 * @param objectScore a logit, not a probability: greater than 0 means "in this frame"
 * @param predictedIou the network's own guess of the mask's quality, about 0 to 1
 * @param signals how steady the mask is
 * @param prompted whether a person prompted the object on this frame
 */
public record MaskObservation(
    int objectId,
    Bitmap mask,
    @Nullable MaskLogits logits,
    float objectScore,
    float predictedIou,
    MaskSignals signals,
    boolean prompted) {

  public MaskObservation {
    if (objectId < 1) {
      throw new IllegalArgumentException("object id: expected 1 or more, got " + objectId);
    }
    if (logits != null && !logits.size().equals(mask.size())) {
      throw new IllegalArgumentException(
          "object %d: mask is %s but its logits are %s"
              .formatted(objectId, mask.size(), logits.size()));
    }
  }

  /** Without logits and signals. */
  public MaskObservation(int objectId, Bitmap mask, float objectScore, float predictedIou) {
    this(objectId, mask, null, objectScore, predictedIou);
  }

  /** The same of an object under another id. */
  public MaskObservation withId(int otherId) {
    return new MaskObservation(otherId, mask, logits, objectScore, predictedIou, signals, prompted);
  }

  /** Of a frame without prompts, without signals. */
  public MaskObservation(
      int objectId,
      Bitmap mask,
      @Nullable MaskLogits logits,
      float objectScore,
      float predictedIou) {
    this(objectId, mask, logits, objectScore, predictedIou, MaskSignals.UNKNOWN, false);
  }
}
