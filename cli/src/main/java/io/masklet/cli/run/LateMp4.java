package io.masklet.cli.run;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSink;
import io.masklet.core.frame.VideoException;
import io.masklet.core.video.FfmpegFrameSink;
import io.masklet.core.video.Mp4Options;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An MP4 that is begun when its first frame comes. If that is the video's first, times stay as they
 * are; with {@code --start} it becomes time zero, and nobody knows its time before.
 */
final class LateMp4 implements FrameSink {

  private final Path target;
  private final Mp4Options options;
  private final Consumer<String> notes;
  private @Nullable FfmpegFrameSink video;

  /**
   * @param notes hears what a person should know about the file
   */
  LateMp4(Path target, Mp4Options options, Consumer<String> notes) {
    this.target = target;
    this.options = options;
    this.notes = notes;
  }

  @Override
  public void write(Frame frame) throws VideoException {
    if (video == null) {
      boolean fromTheStart = frame.index() == 0;
      Mp4Options from =
          fromTheStart ? options : options.withRange(frame.timestampUs(), Long.MAX_VALUE);
      video = FfmpegFrameSink.create(target, frame.size(), from);
      video.note().ifPresent(notes);
    }
    video.write(frame);
  }

  @Override
  public void finish() throws VideoException {
    if (video != null) {
      Optional<String> before = video.note();
      video.finish();
      // What the sound was like is known in full only now.
      video.note().filter(note -> !Optional.of(note).equals(before)).ifPresent(notes);
    }
  }

  @Override
  public void close() {
    if (video != null) {
      video.close();
    }
  }
}
