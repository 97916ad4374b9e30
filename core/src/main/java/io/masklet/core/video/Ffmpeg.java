package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Small things every caller of FFmpeg needs. */
final class Ffmpeg {

  private static final String MEMORY_RULE = "org.bytedeco.javacpp.maxPhysicalBytes";

  static {
    // JavaCPP refuses to allocate when the whole process is larger than twice the Java heap. Models
    // of gigabytes live outside the heap here, so that rule would end a run for no reason.
    if (System.getProperty(MEMORY_RULE) == null) {
      System.setProperty(MEMORY_RULE, "0");
    }
    av_log_set_level(AV_LOG_QUIET); // we say ourselves what went wrong, and only once
  }

  /** One microsecond, the unit of our timestamps. */
  static final AVRational MICROSECOND = av_make_q(1, 1_000_000);

  /** What FFmpeg stores for "no timestamp". */
  static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private Ffmpeg() {}

  /** Loads FFmpeg and makes it quiet, once; whoever opens something calls this first. */
  static void load() {
    // the static block above has run by now
  }

  /** What FFmpeg calls an error, such as "Invalid data found when processing input". */
  static String reason(int error) {
    byte[] text = new byte[256];
    av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  static long toMicros(long ticks, AVRational timeBase) {
    return av_rescale_q(ticks, timeBase, MICROSECOND);
  }

  static long toTicks(long us, AVRational timeBase) {
    return av_rescale_q(us, MICROSECOND, timeBase);
  }

  /** A rational as a number, 0 if it is undefined. */
  static double value(AVRational rational) {
    return rational.den() == 0 ? 0 : (double) rational.num() / rational.den();
  }

  static String text(@Nullable BytePointer pointer, String otherwise) {
    return pointer == null || pointer.isNull() ? otherwise : pointer.getString();
  }
}
