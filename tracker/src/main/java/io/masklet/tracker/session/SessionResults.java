package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import java.util.List;

/**
 * The masks of a session that hold for its prompts as they are now: for review, export and display.
 * Frames are read from disk when they are asked for.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public interface SessionResults {

  /** Size of every frame and every mask. */
  Size videoSize();

  /** The objects there are now, in the order of their ids. */
  List<SessionObject> objects();

  /** Frames 0 to this, exclusive, have results that hold. */
  long frameCount();

  /** Whether a frame has results that hold; behind {@link #frameCount} some may. */
  boolean holds(long frame);

  /** Whether the whole video has; if not, a run has to go on. */
  boolean isComplete();

  /**
   * What was found in a frame.
   *
   * @param frame one that {@linkplain #holds holds}
   * @throws SessionException if it cannot be read
   */
  FrameResult at(long frame) throws SessionException;
}
