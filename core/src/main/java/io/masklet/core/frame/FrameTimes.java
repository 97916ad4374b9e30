package io.masklet.core.frame;

import java.util.Arrays;

/**
 * When the first frames of a video are shown, in microseconds and strictly rising: 8 bytes a frame.
 * Known as far as somebody read the video; what makes a frame's number out of its time.
 *
 * <p>Not thread-safe.
 */
public final class FrameTimes {

  private long[] timestampsUs = new long[256];
  private int count;

  /** Frames 0 to this, exclusive, are known. */
  public int count() {
    return count;
  }

  /**
   * @param frame 0 to {@link #count} - 1
   */
  public long timestampUs(long frame) {
    if (frame < 0 || frame >= count) {
      throw new IndexOutOfBoundsException("frame %d of %d".formatted(frame, count));
    }
    return timestampsUs[(int) frame];
  }

  /**
   * Notes the next frame.
   *
   * @throws IllegalArgumentException if it is not later than the one before it
   */
  public void add(long timestampUs) {
    if (count > 0 && timestampUs <= timestampsUs[count - 1]) {
      throw new IllegalArgumentException(
          "frame %d: expected a time after %d us, got %d us"
              .formatted(count, timestampsUs[count - 1], timestampUs));
    }
    if (count == timestampsUs.length) {
      timestampsUs = Arrays.copyOf(timestampsUs, 2 * count);
    }
    timestampsUs[count++] = timestampUs;
  }

  /** The frame shown at exactly this time, or -1. */
  public int frameAt(long timestampUs) {
    int found = Arrays.binarySearch(timestampsUs, 0, count, timestampUs);
    return found < 0 ? -1 : found;
  }
}
