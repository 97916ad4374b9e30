package io.masklet.tracker;

import io.masklet.tracker.memory.Direction;
import org.jspecify.annotations.Nullable;

/**
 * A way through a video.
 *
 * @param start first frame, or null for the earliest conditioning frame of any object
 * @param maxSteps how many frames to go beyond the first, at most
 * @param direction which way
 */
public record Walk(@Nullable Long start, long maxSteps, Direction direction) {

  public Walk {
    if ((start != null && start < 0) || maxSteps < 0) {
      throw new IllegalArgumentException(
          "walk: expected a start and a number of steps of 0 or more, got %s and %d"
              .formatted(start, maxSteps));
    }
  }

  /** From the earliest conditioning frame to the end. */
  public static Walk forward() {
    return new Walk(null, Long.MAX_VALUE, Direction.FORWARD);
  }

  /** From the earliest conditioning frame to the beginning. */
  public static Walk backward() {
    return new Walk(null, Long.MAX_VALUE, Direction.BACKWARD);
  }

  /** The same from another frame. */
  public Walk from(long frame) {
    return new Walk(frame, maxSteps, direction);
  }

  /** The same, but at most so many frames beyond the first. */
  public Walk atMost(long steps) {
    return new Walk(start, steps, direction);
  }

  /** The last frame of a walk that begins at {@code first}. */
  long last(long first, long frameCount) {
    return direction == Direction.FORWARD
        ? first + Math.min(maxSteps, frameCount - 1 - first)
        : first - Math.min(maxSteps, first);
  }
}
