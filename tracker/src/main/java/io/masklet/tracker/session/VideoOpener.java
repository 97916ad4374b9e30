package io.masklet.tracker.session;

import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;

/** Opens the video of a session, as often as it is asked to. */
@FunctionalInterface
public interface VideoOpener {

  /** Opens it at its beginning. The caller closes it. */
  FrameSource open() throws VideoException;

  /**
   * Opens it at a frame, or as shortly before as can be; its frames have their numbers. If nothing
   * better is said, at the beginning. The caller closes it.
   *
   * @param times of frames from 0 on, {@code frame} among them
   */
  default FrameSource openAt(long frame, FrameTimes times) throws VideoException {
    return open();
  }
}
