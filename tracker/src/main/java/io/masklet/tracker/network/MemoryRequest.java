package io.masklet.tracker.network;

import io.masklet.core.mask.MaskLogits;

/**
 * One object's final mask of a frame, to be remembered.
 *
 * @param logits {@code [4g, 4g]}, which the network resizes to model space itself, or {@code [S,
 *     S]}, which it takes as they are; the same size for all requests of a call
 * @param origin decides between {@code m = sigmoid(logit)} and {@code m = logit > 0}; memory is
 *     made from {@code 20 m - 10}
 * @param objectScore of the same prediction; at or below 0 the memory is marked "not in this frame"
 */
public record MemoryRequest(MaskLogits logits, MaskOrigin origin, float objectScore) {

  /** The same for another mask. */
  public MemoryRequest withLogits(MaskLogits other) {
    return new MemoryRequest(other, origin, objectScore);
  }
}
