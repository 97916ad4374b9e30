package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_INFO;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.avutil.avutil_license;

/** What the FFmpeg that reads and writes videos here is, and how much it says. */
public final class FfmpegBuild {

  private FfmpegBuild() {}

  /** Version and licence, such as {@code FFmpeg 8.0.1 (LGPL version 2.1 or later)}. */
  public static String describe() {
    return "FFmpeg %s (%s)"
        .formatted(
            Ffmpeg.text(av_version_info(), "of unknown version"),
            Ffmpeg.text(avutil_license(), "of unknown licence"));
  }

  /** Lets FFmpeg write to standard error what it has to say; quiet otherwise. */
  public static void speak() {
    Ffmpeg.text(null, ""); // our own choice of level comes first
    av_log_set_level(AV_LOG_INFO);
  }
}
