package io.masklet.cli.run;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.video.FrameSources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A video shown several times over, as one long one: numbers and times go on rising. */
final class LoopedSource implements FrameSource {

  /** From the last frame of a round to the first of the next. */
  private static final long GAP_US = 40_000;

  private final Path input;
  private int roundsLeft;
  private FrameSource round;
  private long firstIndex;
  private long firstTimestampUs;
  private long lastIndex = -1;
  private long lastTimestampUs = -GAP_US;

  LoopedSource(Path input, int rounds) throws VideoException {
    this.input = input;
    this.roundsLeft = rounds - 1;
    this.round = FrameSources.open(input);
  }

  @Override
  public VideoInfo info() {
    return round.info();
  }

  @Override
  public @Nullable Frame next() throws VideoException {
    Frame frame = round.next();
    if (frame == null && roundsLeft > 0) {
      roundsLeft--;
      round.close();
      round = FrameSources.open(input);
      firstIndex = lastIndex + 1;
      firstTimestampUs = lastTimestampUs + GAP_US;
      frame = round.next();
    }
    return frame == null ? null : shifted(frame);
  }

  private Frame shifted(Frame frame) {
    lastIndex = firstIndex + frame.index();
    lastTimestampUs = firstTimestampUs + frame.timestampUs();
    return new Frame(lastIndex, lastTimestampUs, frame.size(), frame.rgb(), frame::close);
  }

  @Override
  public void close() {
    round.close();
  }
}
