package io.masklet.tracker.session;

import io.masklet.tracker.memory.Direction;

/** Hears of every frame that is worked on, and may ask to stop. Called on the tracking thread. */
public interface RunProgress {

  /**
   * Something was tracked in a frame, and is kept. A frame may come more than once: forward,
   * backward, and when prompts are followed.
   *
   * @param frame number of the frame
   * @param timestampUs when it is shown
   * @param direction in which the run goes on
   */
  void frameDone(long frame, long timestampUs, Direction direction);

  /** Whether to stop after this frame. */
  default boolean isCancelled() {
    return false;
  }

  /** Hears and says nothing. */
  static RunProgress silent() {
    return (frame, timestampUs, direction) -> {};
  }
}
