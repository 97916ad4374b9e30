package io.masklet.cli.session;

import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.session.VideoOpener;
import java.nio.file.Path;

/**
 * The video file of a session, which can be entered in the middle.
 *
 * @param path of the file, or of a folder of pictures
 */
public record SessionVideo(Path path) implements VideoOpener {

  @Override
  public FrameSource open() throws VideoException {
    return FrameSources.open(path);
  }

  @Override
  public FrameSource openAt(long frame, FrameTimes times) throws VideoException {
    return FrameSources.openAt(path, frame, times);
  }
}
