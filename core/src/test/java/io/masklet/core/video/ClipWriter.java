package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import io.masklet.core.frame.Frame;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Writes a {@link Clip} with FFmpeg directly: the tests do not trust the sink they test. */
final class ClipWriter implements AutoCloseable {

  private static final AVRational MILLISECOND = av_make_q(1, 1000);
  private static final int SAMPLE_RATE = 48_000;

  /** How long the last picture lasts, which nothing else tells. */
  private static final int FRAME_MS = 40;

  private final Clip clip;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();

  ClipWriter(Path file, Clip clip) {
    this.clip = clip;
    av_log_set_level(AV_LOG_QUIET);
    check(avformat_alloc_output_context2(context, null, null, file.toString()));
    AVIOContext out = new AVIOContext(null);
    check(avio_open(out, file.toString(), AVIO_FLAG_WRITE));
    context.pb(out);
  }

  void write() {
    AVCodecContext video = clip.pictures() ? openVideo() : null;
    AVStream videoStream = video == null ? null : addStream(video);
    if (videoStream != null && clip.rotation() != 0) {
      addRotation(videoStream);
    }
    AVCodecContext audio = clip.sound() == null ? null : openAudio(clip.sound());
    AVStream audioStream = audio == null ? null : addStream(audio);
    check(avformat_write_header(context, (AVDictionary) null));
    if (audio != null && audioStream != null) {
      writeSound(audio, audioStream);
    }
    if (video != null && videoStream != null) {
      writePictures(video, videoStream);
    }
    check(av_write_trailer(context));
  }

  private AVCodecContext openVideo() {
    AVCodec encoder = avcodec_find_encoder_by_name(clip.codec());
    AVCodecContext codec = avcodec_alloc_context3(encoder);
    codec.width(clip.size().widthPx()).height(clip.size().heightPx());
    codec.pix_fmt(clip.pixelFormat()).time_base(timeBase()).framerate(av_make_q(25, 1));
    codec.sample_aspect_ratio(av_make_q(clip.aspectNum(), clip.aspectDen()));
    codec.bit_rate(2_000_000).gop_size(6).thread_count(1).strict_std_compliance(-1);
    codec.color_range(range()).colorspace(AVCOL_SPC_SMPTE170M);
    return open(codec, encoder);
  }

  /** MPEG-2 knows fixed frame rates only. */
  private AVRational timeBase() {
    return clip.codec().equals("mpeg2video") ? av_make_q(1, 25) : MILLISECOND;
  }

  /** Picture files use all 256 values, videos 16 to 235. */
  private boolean isFullRange() {
    return clip.codec().equals("mjpeg") || clip.codec().equals("png");
  }

  private int range() {
    return isFullRange() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  }

  private AVCodecContext openAudio(String name) {
    AVCodec encoder = avcodec_find_encoder_by_name(name);
    AVCodecContext codec = avcodec_alloc_context3(encoder);
    codec.sample_rate(SAMPLE_RATE).sample_fmt(sampleFormat(name));
    av_channel_layout_default(codec.ch_layout(), 1);
    codec.bit_rate(64_000).time_base(av_make_q(1, SAMPLE_RATE));
    return open(codec, encoder);
  }

  private static int sampleFormat(String encoder) {
    return switch (encoder) {
      case "aac", "wmav2", "libmp3lame" -> AV_SAMPLE_FMT_FLTP;
      default -> AV_SAMPLE_FMT_S16;
    };
  }

  private AVCodecContext open(AVCodecContext codec, AVCodec encoder) {
    if ((context.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(avcodec_open2(codec, encoder, (AVDictionary) null));
    return codec;
  }

  private AVStream addStream(AVCodecContext codec) {
    AVStream stream = avformat_new_stream(context, null);
    avcodec_parameters_from_context(stream.codecpar(), codec);
    stream.time_base(codec.time_base()).sample_aspect_ratio(codec.sample_aspect_ratio());
    return stream;
  }

  private void addRotation(AVStream stream) {
    AVPacketSideData list = new AVPacketSideData(null);
    int[] count = {0};
    AVPacketSideData data = av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
    IntPointer matrix = new IntPointer(data.data()).capacity(9);
    av_display_rotation_set(matrix, clip.rotation());
    stream.codecpar().coded_side_data(list).nb_coded_side_data(count[0]);
  }

  private void writePictures(AVCodecContext codec, AVStream stream) {
    AVFrame frame = av_frame_alloc();
    frame.format(codec.pix_fmt()).width(codec.width()).height(codec.height());
    frame.color_range(range());
    check(av_frame_get_buffer(frame, 0));
    for (int n = 0; n < clip.timesMs().size(); n++) {
      check(av_frame_make_writable(frame));
      paint(n, frame);
      frame.pts(av_rescale_q(clip.timesMs().get(n), MILLISECOND, codec.time_base()));
      encode(codec, stream, frame);
    }
    encode(codec, stream, null);
    av_frame_free(frame);
    avcodec_free_context(codec);
  }

  private void paint(int n, AVFrame to) {
    int width = to.width();
    int height = to.height();
    SwsContext scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_RGB24,
            width,
            height,
            to.format(),
            SWS_BICUBIC | SWS_ACCURATE_RND,
            null,
            null,
            (DoublePointer) null);
    IntPointer matrix = sws_getCoefficients(AVCOL_SPC_SMPTE170M);
    sws_setColorspaceDetails(scaler, matrix, 1, matrix, isFullRange() ? 1 : 0, 0, 1 << 16, 1 << 16);
    try (Frame picture = Clip.picture(n, 0, clip.size());
        PointerPointer<BytePointer> source = new PointerPointer<>(4);
        IntPointer strides = new IntPointer(4)) {
      source.put(0, new BytePointer(picture.rgb().clear()));
      strides.put(0, 3 * width);
      sws_scale(scaler, source, strides, 0, height, to.data(), to.linesize());
    }
    sws_freeContext(scaler);
  }

  private void writeSound(AVCodecContext codec, AVStream stream) {
    int samples = codec.frame_size() > 0 ? codec.frame_size() : 1024;
    int bytes = av_get_bytes_per_sample(codec.sample_fmt());
    long lastMs = clip.timesMs().get(clip.timesMs().size() - 1);
    AVFrame frame = av_frame_alloc();
    frame.format(codec.sample_fmt()).nb_samples(samples).sample_rate(SAMPLE_RATE);
    av_channel_layout_default(frame.ch_layout(), 1);
    check(av_frame_get_buffer(frame, 0));
    for (long at = 0; at * 1000 / SAMPLE_RATE <= lastMs; at += samples) {
      check(av_frame_make_writable(frame));
      fillTone(frame.data(0).capacity((long) samples * bytes), at, bytes);
      frame.pts(at);
      encode(codec, stream, frame);
    }
    encode(codec, stream, null);
    av_frame_free(frame);
    avcodec_free_context(codec);
  }

  private static void fillTone(BytePointer samples, long at, int bytes) {
    var buffer = samples.asByteBuffer().order(ByteOrder.nativeOrder());
    for (long i = at; buffer.hasRemaining(); i++) {
      double value = 0.3 * Math.sin(i * 0.05);
      if (bytes == 4) {
        buffer.putFloat((float) value);
      } else {
        buffer.putShort((short) (value * 32767));
      }
    }
  }

  private void encode(
      AVCodecContext codec, AVStream stream, @org.jspecify.annotations.Nullable AVFrame frame) {
    check(avcodec_send_frame(codec, frame));
    while (avcodec_receive_packet(codec, packet) == 0) {
      packet.stream_index(stream.index());
      packet.duration(
          packet.duration() > 0
              ? packet.duration()
              : av_rescale_q(FRAME_MS, MILLISECOND, codec.time_base()));
      av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      check(av_interleaved_write_frame(context, packet));
    }
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("making a test clip: " + Ffmpeg.reason(result));
    }
  }

  @Override
  public void close() {
    avio_closep(context.pb());
    av_packet_free(packet);
    avformat_free_context(context);
  }
}
