package io.masklet.tracker.pipeline;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.SeekableFrames;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a range by number, from a video that is read from its beginning whenever an earlier
 * frame is asked for. Walking forward reads every frame once; the frame asked for last is at hand.
 */
final class RangeFrames implements SeekableFrames {

  /** A frame lent to several; closed when the last of them has done. */
  private static final class Held {
    private final Frame frame;
    private final AtomicInteger users = new AtomicInteger(1);

    Held(Frame frame) {
      this.frame = frame;
    }

    Frame lend() {
      users.incrementAndGet();
      return new Frame(
          frame.index(), frame.timestampUs(), frame.size(), frame.rgb(), this::release);
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        frame.close();
      }
    }
  }

  private final SourceOpener opener;
  private final Size size;
  private final long firstIndex;
  private final long[] timestampsUs;
  private @Nullable FrameSource source;
  private @Nullable Held held;

  /**
   * @param firstIndex index in the file of the range's first frame
   * @param timestampsUs of every frame of the range
   */
  RangeFrames(SourceOpener opener, Size size, long firstIndex, long[] timestampsUs) {
    this.opener = opener;
    this.size = size;
    this.firstIndex = firstIndex;
    this.timestampsUs = timestampsUs.clone();
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public long count() {
    return timestampsUs.length;
  }

  @Override
  public long timestampUs(long index) {
    return timestampsUs[(int) index];
  }

  @Override
  public Frame get(long index) throws VideoException {
    long wanted = firstIndex + index;
    if (held != null && held.frame.index() > wanted) {
      close();
    }
    while (held == null || held.frame.index() < wanted) {
      readNext(wanted);
    }
    return held.lend();
  }

  private void readNext(long wanted) throws VideoException {
    FrameSource from = source == null ? opener.open() : source;
    source = from;
    Frame next = from.next();
    if (next == null || next.index() > wanted) {
      throw new VideoException(
          VideoException.Kind.BROKEN,
          "Reading frame %d again: it was there before, and now it is not; the video has changed."
              .formatted(wanted));
    }
    release();
    held = new Held(next);
  }

  private void release() {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  @Override
  public void close() {
    release();
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
