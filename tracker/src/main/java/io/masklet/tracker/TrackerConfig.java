package io.masklet.tracker;

/**
 * Choices of the tracker that are not the network's.
 *
 * @param maxConditioningFrames prompted frames an object keeps as memory; the first is pinned, the
 *     oldest of the others goes first. At least 2
 * @param fillHoleAreaPx background specks up to this area, in low-resolution pixels, become object;
 *     0 switches it off. 8 in the reference (on GPU; its CPU path silently skips it)
 * @param nonOverlapping whether a pixel belongs to at most one object: the one with the highest
 *     logit
 */
public record TrackerConfig(int maxConditioningFrames, int fillHoleAreaPx, boolean nonOverlapping) {

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
    return new TrackerConfig(8, 8, true);
  }

  /** The same with objects that may share pixels, as the reference has it. */
  public TrackerConfig overlapping() {
    return new TrackerConfig(maxConditioningFrames, fillHoleAreaPx, false);
  }
}
