package io.masklet.tracker;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.image.MaskPostprocessor;

/**
 * Choices of the tracker that are not the network's.
 *
 * @param maxConditioningFrames prompted frames that attention sees at once; the first stays, then
 *     come the closest. At least 2
 * @param fillHoleAreaPx background specks up to this area, in low-resolution pixels, become object;
 *     0 switches it off. 8 in the reference (on GPU; its CPU path silently skips it)
 * @param nonOverlapping whether a pixel belongs to at most one object, the one with the highest
 *     logit, in what is shown
 * @param nonOverlappingMemory the same in what is remembered
 * @param policy what becomes of prompts and memories
 */
public record TrackerConfig(
    int maxConditioningFrames,
    int fillHoleAreaPx,
    boolean nonOverlapping,
    boolean nonOverlappingMemory,
    Policy policy) {

  public TrackerConfig {
    if (maxConditioningFrames < 2) {
      throw new IllegalArgumentException(
          "maxConditioningFrames: expected at least 2, got " + maxConditioningFrames);
    }
    if (fillHoleAreaPx < 0) {
      throw new IllegalArgumentException(
          "fillHoleAreaPx: expected 0 or more, got " + fillHoleAreaPx);
    }
  }

  /** Eight prompted frames, holes up to 8 pixels, objects that do not overlap. */
  public static TrackerConfig defaults() {
    return new TrackerConfig(8, 8, true, true, Policy.masklet());
  }

  /**
   * What the reference's video predictor does with this model on a CPU: all prompted frames, no
   * hole filling, objects that may overlap.
   */
  public static TrackerConfig reference(ModelSpec spec) {
    return new TrackerConfig(Integer.MAX_VALUE, 0, false, false, Policy.reference(spec));
  }

  /** The same with objects that may share pixels, as the reference has it. */
  public TrackerConfig overlapping() {
    return new TrackerConfig(maxConditioningFrames, fillHoleAreaPx, false, false, policy);
  }

  /** The same with another policy. */
  public TrackerConfig with(Policy other) {
    return new TrackerConfig(
        maxConditioningFrames, fillHoleAreaPx, nonOverlapping, nonOverlappingMemory, other);
  }

  /** The same with small holes filled in what is shown. */
  public TrackerConfig fillingHoles(int areaPx) {
    return new TrackerConfig(
        maxConditioningFrames, areaPx, nonOverlapping, nonOverlappingMemory, policy);
  }

  /**
   * The same with objects that share no pixel.
   *
   * @param inMemoryToo whether that holds for what is remembered, not only for what is shown
   */
  public TrackerConfig exclusive(boolean inMemoryToo) {
    return new TrackerConfig(maxConditioningFrames, fillHoleAreaPx, true, inMemoryToo, policy);
  }

  /**
   * What brings masks to video size as this configuration has it.
   *
   * @param spec of the model the masks are from
   * @param keepLogits whether observations carry logits at video size
   */
  public MaskPostprocessor newPostprocessor(ModelSpec spec, boolean keepLogits) {
    return new MaskPostprocessor(
        policy.newEdges(spec), nonOverlapping, !policy.verbatim(), keepLogits);
  }
}
