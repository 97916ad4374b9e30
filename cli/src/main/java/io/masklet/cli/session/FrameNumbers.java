package io.masklet.cli.session;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.pipeline.When;
import java.nio.file.Path;

/** The number of the frame that a prompt is for; a time is looked up in the video. */
final class FrameNumbers {

  private FrameNumbers() {}

  static long of(When when, Path video) throws VideoException, CommandException {
    if (when instanceof When.FrameIndex index) {
      return index.index();
    }
    return when instanceof When.Time time ? shownAt(time, video) : 0;
  }

  private static long shownAt(When.Time time, Path video) throws VideoException, CommandException {
    try (FrameSource source = FrameSources.open(video)) {
      long number = 0;
      Frame frame = source.next();
      long lastUs = 0;
      long durationUs = 0;
      while (frame != null) {
        long startUs = frame.timestampUs();
        frame.close();
        if (number > 0 && startUs > time.timestampUs()) {
          return number - 1;
        }
        durationUs = startUs - lastUs;
        lastUs = startUs;
        number++;
        frame = source.next();
      }
      if (number > 0 && time.timestampUs() < lastUs + durationUs) {
        return number - 1;
      }
    }
    throw new CommandException(
        ExitCode.PROMPT,
        "Looking for the frame shown at %s: the video %s is over before that. Nothing was changed."
            .formatted(time, video));
  }
}
