package io.masklet.cli.run;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import org.jspecify.annotations.Nullable;

/**
 * What decoding a whole video taught.
 *
 * @param frames how many came
 * @param lastTimestampUs time of the last one, or -1
 * @param shortestGapUs least time from a frame to the next, or -1 if there are less than two
 * @param longestGapUs most
 * @param brokenBy what broke the video before its end, or null
 */
public record FrameCount(
    long frames,
    long lastTimestampUs,
    long shortestGapUs,
    long longestGapUs,
    @Nullable VideoException brokenBy) {

  /** Time bases such as 1/1000 s round each gap by up to one tick either way. */
  private static final long ROUNDING_US = 2_001;

  /** Reads the source to its end. */
  public static FrameCount of(FrameSource source) {
    long frames = 0;
    long lastUs = -1;
    long shortestUs = -1;
    long longestUs = -1;
    try {
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        if (frames > 0) {
          long gapUs = frame.timestampUs() - lastUs;
          shortestUs = frames == 1 ? gapUs : Math.min(shortestUs, gapUs);
          longestUs = Math.max(longestUs, gapUs);
        }
        lastUs = frame.timestampUs();
        frames++;
        frame.close();
      }
      return new FrameCount(frames, lastUs, shortestUs, longestUs, null);
    } catch (VideoException e) {
      return new FrameCount(frames, lastUs, shortestUs, longestUs, e);
    }
  }

  /** Whether the frames do not come at an even pace. */
  public boolean isVariableRate() {
    return longestGapUs - shortestGapUs > ROUNDING_US;
  }
}
