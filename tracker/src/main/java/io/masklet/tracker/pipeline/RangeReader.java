package io.masklet.tracker.pipeline;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The frames of a range, each with the time at which the next one is shown. */
final class RangeReader implements AutoCloseable {

  /**
   * A frame of the range.
   *
   * @param frame owned by whoever reads it
   * @param isFirst whether it is the first of the range
   * @param endUs time at which the frame after it is shown, or would be
   */
  record Shown(Frame frame, boolean isFirst, long endUs) {}

  private final FrameSource source;
  private final FrameRange range;
  private @Nullable Frame ahead;
  private boolean begun;
  private boolean any;
  private long durationUs = -1;
  private @Nullable VideoException brokenBy;

  RangeReader(FrameSource source, FrameRange range) {
    this.source = source;
    this.range = range;
  }

  /**
   * The next frame of the range, or null at its end or where the video breaks.
   *
   * @param cancelled asked after every frame before the range, which may begin late
   */
  @Nullable Shown next(BooleanSupplier cancelled) {
    if (!begun) {
      begun = true;
      ahead = read();
    }
    while (ahead != null && !range.isAfter(ahead)) {
      Frame frame = ahead;
      ahead = read();
      long endUs = endOf(frame, ahead);
      if (!range.isBefore(frame, endUs)) {
        if (range.endsWith(frame, endUs)) {
          brokenBy = null; // whatever broke comes after all that was asked for
        }
        Shown shown = new Shown(frame, !any, endUs);
        any = true;
        return shown;
      }
      frame.close();
      if (cancelled.getAsBoolean()) {
        return null;
      }
    }
    return null;
  }

  /** What broke the video before the end of the range, if anything did. */
  Optional<VideoException> brokenBy() {
    return Optional.ofNullable(brokenBy);
  }

  /** When the frame after this one is shown; after the last, when it would be. */
  private long endOf(Frame frame, @Nullable Frame next) {
    if (next != null) {
      durationUs = next.timestampUs() - frame.timestampUs();
    }
    // A still picture is shown for ever.
    return durationUs < 0 ? Long.MAX_VALUE : frame.timestampUs() + durationUs;
  }

  /** The next frame, or null at the end or where the video breaks. */
  private @Nullable Frame read() {
    try {
      return source.next();
    } catch (VideoException e) {
      brokenBy = e;
      return null;
    }
  }

  /** Lets go of the frame read ahead; the source stays open. */
  @Override
  public void close() {
    if (ahead != null) {
      ahead.close();
      ahead = null;
    }
  }
}
