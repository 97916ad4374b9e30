package io.masklet.tracker.object;

import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import org.jspecify.annotations.Nullable;

/**
 * One object in one frame.
 *
 * @param id of the object
 * @param logits {@code [4g, 4g]} low-resolution logits; at -1024 everywhere if absent
 * @param objectScore a logit; above 0 means the object is in the frame
 * @param predictedIou the network's own guess of the mask's quality; 1 for a mask a person gave
 * @param signals how steady the mask is
 * @param prompted whether a person prompted the object on this frame
 */
public record TrackedObject(
    ObjectId id,
    MaskLogits logits,
    float objectScore,
    float predictedIou,
    MaskSignals signals,
    boolean prompted) {

  /** What became of an object in a frame; null if nothing did. */
  public static @Nullable TrackedObject of(ObjectTrack track, long frame) {
    TrackStep step = track.at(frame);
    return step == null
        ? null
        : new TrackedObject(
            track.id(),
            step.shown(),
            step.choice().objectScore(),
            step.choice().predictedIou(),
            step.choice().signals(),
            step.isPrompted());
  }

  public boolean present() {
    return objectScore > 0;
  }
}
