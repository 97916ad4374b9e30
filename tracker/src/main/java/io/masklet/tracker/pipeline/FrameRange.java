package io.masklet.tracker.pipeline;

import io.masklet.core.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The part of a video to work on, both ends inclusive.
 *
 * @param start first frame, or null for the first of the file
 * @param end last frame, or null for the last of the file
 */
public record FrameRange(@Nullable When start, @Nullable When end) {

  public static FrameRange all() {
    return new FrameRange(null, null);
  }

  /**
   * Whether the frame comes before the range.
   *
   * @param endUs time at which the frame after it is shown, or would be
   */
  public boolean isBefore(Frame frame, long endUs) {
    if (start instanceof When.FrameIndex first) {
      return frame.index() < first.index();
    }
    if (start instanceof When.Time from) {
      return endUs <= from.timestampUs();
    }
    return false;
  }

  /** Whether the frame comes after the range. */
  public boolean isAfter(Frame frame) {
    if (end instanceof When.FrameIndex last) {
      return frame.index() > last.index();
    }
    if (end instanceof When.Time to) {
      return frame.timestampUs() > to.timestampUs();
    }
    return false;
  }

  /** Whether nothing after this frame belongs to the range. */
  public boolean endsWith(Frame frame, long endUs) {
    if (end instanceof When.FrameIndex last) {
      return frame.index() >= last.index();
    }
    return end instanceof When.Time to && to.timestampUs() < endUs;
  }
}
