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

  /** Whether the frame comes before the range. */
  public boolean isBefore(Frame frame, @Nullable Long nextTimestampUs) {
    if (start instanceof When.FrameIndex first) {
      return frame.index() < first.index();
    }
    if (start instanceof When.Time from) {
      return nextTimestampUs != null && nextTimestampUs <= from.timestampUs();
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
}
