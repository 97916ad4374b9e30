package io.masklet.tracker.pipeline;

import io.masklet.core.frame.Frame;
import java.util.Locale;

/** The frame a prompt is for: by number, by time, or the first one that is tracked. */
public sealed interface When {

  /**
   * Whether this means the given frame.
   *
   * @param isFirst whether the frame is the first of the range that is tracked
   * @param endUs time at which the frame after it is shown, or would be
   */
  boolean means(Frame frame, boolean isFirst, long endUs);

  /** The first frame that is tracked. */
  record Start() implements When {
    @Override
    public boolean means(Frame frame, boolean isFirst, long endUs) {
      return isFirst;
    }

    @Override
    public String toString() {
      return "the first frame";
    }
  }

  /**
   * A frame number.
   *
   * @param index counted from 0 at the first frame of the file
   */
  record FrameIndex(long index) implements When {
    public FrameIndex {
      if (index < 0) {
        throw new IllegalArgumentException("frame number: expected 0 or more, got " + index);
      }
    }

    @Override
    public boolean means(Frame frame, boolean isFirst, long endUs) {
      return frame.index() == index;
    }

    @Override
    public String toString() {
      return "frame " + index;
    }
  }

  /**
   * The frame that a player shows at a time.
   *
   * @param timestampUs microseconds from the start of the file
   */
  record Time(long timestampUs) implements When {
    public Time {
      if (timestampUs < 0) {
        throw new IllegalArgumentException("time: expected 0 or more, got " + timestampUs + " us");
      }
    }

    @Override
    public boolean means(Frame frame, boolean isFirst, long endUs) {
      boolean begun = frame.timestampUs() <= timestampUs || (isFirst && frame.index() == 0);
      return begun && timestampUs < endUs;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f s", timestampUs / 1e6);
    }
  }

  static When start() {
    return new Start();
  }

  static When frame(long index) {
    return new FrameIndex(index);
  }

  static When timeUs(long timestampUs) {
    return new Time(timestampUs);
  }
}
