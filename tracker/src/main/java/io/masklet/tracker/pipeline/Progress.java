package io.masklet.tracker.pipeline;

import io.masklet.tracker.object.TrackedFrame;

/** Hears of every frame that is done, and may ask to stop. Called on the tracking thread. */
public interface Progress {

  /** A frame was tracked and handed to the output. */
  void frameDone(TrackedFrame frame);

  /** Whether to stop after this frame and keep what there is. */
  default boolean isCancelled() {
    return false;
  }

  /** Hears and says nothing. */
  static Progress silent() {
    return frame -> {};
  }
}
