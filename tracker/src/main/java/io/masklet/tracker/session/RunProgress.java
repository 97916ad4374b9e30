package io.masklet.tracker.session;

/** Hears of every frame that is tracked, and may ask to stop. Called on the tracking thread. */
public interface RunProgress {

  /** A frame was tracked and its masks are kept. */
  void frameDone(FrameResult result);

  /** Whether to stop after this frame. */
  default boolean isCancelled() {
    return false;
  }

  /** Hears and says nothing. */
  static RunProgress silent() {
    return result -> {};
  }
}
