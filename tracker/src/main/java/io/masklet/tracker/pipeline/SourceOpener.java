package io.masklet.tracker.pipeline;

import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;

/** Opens the same video from its beginning, as often as it is asked to. */
@FunctionalInterface
public interface SourceOpener {

  /** The caller closes it. */
  FrameSource open() throws VideoException;
}
