package io.masklet.benchmarks;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.session.VideoOpener;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A long video of 25 frames a second, made of a short one that is shown again and again: every
 * round opens, seeks and decodes the file anew.
 */
final class LoopedVideo implements VideoOpener {

  private static final long STEP_US = 40_000;

  private final Path clip;
  private final FrameTimes round = new FrameTimes();
  private volatile long frames;

  /**
   * @param frames how many to show
   */
  LoopedVideo(Path clip, long frames) throws VideoException {
    this.clip = clip;
    this.frames = frames;
    try (FrameSource source = FrameSources.open(clip)) {
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        round.add(frame.timestampUs());
        frame.close();
      }
    }
  }

  long frames() {
    return frames;
  }

  /** Frames in one round. */
  int roundFrames() {
    return round.count();
  }

  /** Makes it end before this frame, which nobody has seen yet. */
  void endBefore(long frame) {
    frames = frame;
  }

  @Override
  public FrameSource open() throws VideoException {
    return new Rounds(FrameSources.open(clip), 0);
  }

  @Override
  public FrameSource openAt(long frame, FrameTimes times) throws VideoException {
    return new Rounds(FrameSources.openAt(clip, frame % round.count(), round), frame);
  }

  private final class Rounds implements FrameSource {

    private FrameSource source;
    private long roundsBefore;

    Rounds(FrameSource source, long frame) {
      this.source = source;
      this.roundsBefore = frame / round.count();
    }

    @Override
    public VideoInfo info() {
      return source.info();
    }

    @Override
    public @Nullable Frame next() throws VideoException {
      Frame frame = source.next();
      if (frame == null) {
        source.close();
        source = FrameSources.open(clip);
        roundsBefore++;
        frame = Objects.requireNonNull(source.next(), "a clip that had frames has some still");
      }
      Frame inner = frame;
      long index = roundsBefore * round.count() + inner.index();
      if (index >= frames) {
        inner.close();
        return null;
      }
      return new Frame(index, index * STEP_US, inner.size(), inner.rgb(), inner::close);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
