package io.masklet.core.video;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Turns the timestamps of decoded pictures into microseconds from the start of the file, strictly
 * rising: a missing one is the last plus one picture's duration, one that does not rise is moved a
 * microsecond behind the last.
 */
final class FrameClock {

  private final AVRational timeBase;
  private final long startUs;
  private final long stepUs;
  private long lastUs = -1;

  /**
   * @param timeBase unit of the pictures' timestamps
   * @param startUs what counts as zero
   * @param fps to repair missing timestamps with; 0 if unknown
   */
  FrameClock(AVRational timeBase, long startUs, double fps) {
    this.timeBase = timeBase;
    this.startUs = startUs;
    this.stepUs = Math.round(1e6 / (fps > 0 ? fps : 25));
  }

  /** Timestamp of the next picture. */
  long next(AVFrame picture) {
    long timestampUs =
        picture.best_effort_timestamp() == Ffmpeg.NO_TIMESTAMP
            ? (lastUs < 0 ? 0 : lastUs + durationUs(picture))
            : timestampUs(picture);
    lastUs = Math.max(timestampUs, lastUs + 1);
    return lastUs;
  }

  /** When a picture is shown by its own timestamp; -1 if it has none. */
  long timestampUs(AVFrame picture) {
    long ticks = picture.best_effort_timestamp();
    return ticks == Ffmpeg.NO_TIMESTAMP ? -1 : Ffmpeg.toMicros(ticks, timeBase) - startUs;
  }

  /** The stream's own timestamp of a picture that is shown at this time. */
  long ticks(long timestampUs) {
    return Math.round((timestampUs + startUs) / 1e6 / Ffmpeg.value(timeBase));
  }

  /** How long a picture is shown, as far as the file tells. */
  long durationUs(AVFrame picture) {
    long durationUs = Ffmpeg.toMicros(picture.duration(), timeBase);
    return durationUs > 0 ? durationUs : stepUs;
  }
}
