package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;

import io.masklet.core.frame.VideoInfo;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What a container says about its picture stream. */
final class StreamFacts {

  private StreamFacts() {}

  static VideoInfo videoInfo(
      MediaInput input, AVStream stream, AVFrame first, PictureGeometry geometry) {
    boolean picture = input.formatName().endsWith("_pipe") || input.formatName().equals("image2");
    double fps = picture ? 0 : Ffmpeg.value(stream.avg_frame_rate()); // FFmpeg calls it 25
    return new VideoInfo(
        input.path().toString(),
        geometry.uprightSize(),
        fps > 0 ? OptionalDouble.of(fps) : OptionalDouble.empty(),
        durationUs(input, stream),
        stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty(),
        input.formatName(),
        avcodec_get_name(stream.codecpar().codec_id()).getString(),
        RgbConverter.formatName(first.format()),
        geometry.codedSize(),
        geometry.orientation().rotationDegrees(),
        geometry.sampleAspectRatio(),
        input.hasAudio());
  }

  /** Until the last picture ends, on the clock that the timestamps of frames are on. */
  private static OptionalLong durationUs(MediaInput input, AVStream stream) {
    if (input.context().duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
      return OptionalLong.empty();
    }
    if (stream.duration() > 0) {
      long startUs =
          stream.start_time() == Ffmpeg.NO_TIMESTAMP
              ? 0
              : Ffmpeg.toMicros(stream.start_time(), stream.time_base()) - input.zeroUs();
      return OptionalLong.of(startUs + Ffmpeg.toMicros(stream.duration(), stream.time_base()));
    }
    long durationUs = input.context().duration();
    return durationUs > 0 ? OptionalLong.of(durationUs) : OptionalLong.empty();
  }
}
