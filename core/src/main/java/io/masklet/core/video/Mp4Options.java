package io.masklet.core.video;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an MP4 is written.
 *
 * @param quality 0 (small) to 100 (large); 75 is hard to tell from the original
 * @param force whether a file of the final name may be replaced
 * @param soundFrom a video whose sound is copied, packet by packet, without encoding it again
 * @param startUs timestamp of the input that becomes zero of the output; sound before it is left
 *     out
 * @param endUs timestamp of the input where sound ends; {@link Long#MAX_VALUE} for no limit
 */
public record Mp4Options(
    int quality, boolean force, Optional<Path> soundFrom, long startUs, long endUs) {

  /** Quality 75, nothing replaced, no sound, everything. */
  public static final Mp4Options DEFAULT =
      new Mp4Options(75, false, Optional.empty(), 0, Long.MAX_VALUE);

  public Mp4Options {
    if (quality < 0 || quality > 100) {
      throw new IllegalArgumentException("MP4 quality: expected 0 to 100, got " + quality);
    }
    if (startUs < 0 || endUs <= startUs) {
      throw new IllegalArgumentException(
          "MP4 range: expected 0 <= start < end in microseconds, got %d to %d"
              .formatted(startUs, endUs));
    }
  }

  public Mp4Options withQuality(int newQuality) {
    return new Mp4Options(newQuality, force, soundFrom, startUs, endUs);
  }

  public Mp4Options withForce(boolean newForce) {
    return new Mp4Options(quality, newForce, soundFrom, startUs, endUs);
  }

  public Mp4Options withSoundFrom(Path video) {
    return new Mp4Options(quality, force, Optional.of(video), startUs, endUs);
  }

  public Mp4Options withRange(long newStartUs, long newEndUs) {
    return new Mp4Options(quality, force, soundFrom, newStartUs, newEndUs);
  }
}
