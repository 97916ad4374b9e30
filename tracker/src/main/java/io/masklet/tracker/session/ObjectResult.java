package io.masklet.tracker.session;

import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.object.ObjectId;

/**
 * What was found of one object in one frame.
 *
 * @param id of the object
 * @param mask at video size; empty if the object is not there
 * @param objectScore a logit; above 0 means the object is in the frame
 * @param predictedIou the network's own guess of the mask's quality; 1 for a mask a person gave
 * @param signals how steady the mask is
 * @param prompted whether a person prompted the object on this frame
 */
public record ObjectResult(
    ObjectId id,
    Rle mask,
    float objectScore,
    float predictedIou,
    MaskSignals signals,
    boolean prompted) {

  /** The same as sinks take it, without logits. */
  public MaskObservation toObservation() {
    return new MaskObservation(
        id.value(), mask.decode(), null, objectScore, predictedIou, signals, prompted);
  }
}
