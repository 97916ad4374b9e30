package io.masklet.cli.run;

import io.masklet.core.frame.VideoInfo;
import io.masklet.tracker.pipeline.FrameRange;
import io.masklet.tracker.pipeline.When;
import org.jspecify.annotations.Nullable;

/**
 * The time that a range of a video covers, as far as the file's own words about its length go; good
 * enough to tell how far a run is.
 *
 * @param startUs first moment
 * @param endUs last moment, or -1 if nobody knows
 */
record TimeSpan(long startUs, long endUs) {

  static TimeSpan of(FrameRange range, VideoInfo info) {
    long lengthUs = info.durationUs().orElse(-1);
    long startUs = timeUs(range.start(), info, 0);
    long endUs = timeUs(range.end(), info, lengthUs);
    return new TimeSpan(
        Math.max(0, startUs), lengthUs < 0 || endUs < 0 ? endUs : Math.min(endUs, lengthUs));
  }

  private static long timeUs(@Nullable When when, VideoInfo info, long otherwise) {
    if (when instanceof When.Time time) {
      return time.timestampUs();
    }
    if (when instanceof When.FrameIndex frame && info.averageFps().isPresent()) {
      return Math.round(1e6 * frame.index() / info.averageFps().getAsDouble());
    }
    return otherwise;
  }
}
