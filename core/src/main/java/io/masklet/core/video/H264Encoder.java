package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.masklet.core.geom.Size;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * H.264 by OpenH264: constant quantiser, no frame ever skipped, no reordering, one thread so that
 * every machine writes the same bytes.
 *
 * <p>OpenH264 has no constant-quality mode; with the smallest and largest quantiser equal, its rate
 * control has nothing left to decide.
 */
final class H264Encoder implements AutoCloseable {

  /** The best OpenH264 allows. */
  private static final int BEST_QUANTISER = 12;

  private static final int WORST_QUANTISER = 46;

  /** A key frame at least every so many frames, for players that seek. */
  private static final int KEY_FRAME_INTERVAL = 60;

  private final AVCodecContext codec;

  /**
   * @param codec freed by {@link #close()}
   */
  H264Encoder(AVCodecContext codec) {
    this.codec = codec;
  }

  /**
   * Opens an encoder whose timestamps are microseconds.
   *
   * @param codedSize even sides
   * @param quality 0 to 100
   * @throws IllegalStateException if the encoder refuses, as it does beyond 4096x2304 px; the
   *     message is its reason
   */
  static H264Encoder open(Size codedSize, int quality) {
    Ffmpeg.load();
    AVCodec encoder = avcodec_find_encoder_by_name("libopenh264");
    AVCodecContext codec = avcodec_alloc_context3(encoder);
    configure(codec, codedSize, quality);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "allow_skip_frames", "0", 0);
    av_dict_set(options, "profile", "high", 0);
    av_dict_set(options, "coder", "cabac", 0); // a twentieth smaller, at the same speed
    int error = avcodec_open2(codec, encoder, options);
    av_dict_free(options);
    if (error < 0) {
      avcodec_free_context(codec);
      throw new IllegalStateException(Ffmpeg.reason(error));
    }
    return new H264Encoder(codec);
  }

  private static void configure(AVCodecContext codec, Size size, int quality) {
    int quantiser = quantiser(quality);
    codec.width(size.widthPx()).height(size.heightPx()).pix_fmt(AV_PIX_FMT_YUV420P);
    codec.time_base(Ffmpeg.MICROSECOND).framerate(av_make_q(30, 1));
    codec.qmin(quantiser).qmax(quantiser).gop_size(KEY_FRAME_INTERVAL);
    codec.thread_count(1);
    codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
    boolean hd = YuvConverter.colourSpace(size) == AVCOL_SPC_BT709;
    codec.colorspace(YuvConverter.colourSpace(size)).color_range(AVCOL_RANGE_MPEG);
    codec.color_primaries(hd ? AVCOL_PRI_BT709 : AVCOL_PRI_SMPTE170M);
    codec.color_trc(hd ? AVCOL_TRC_BT709 : AVCOL_TRC_SMPTE170M);
  }

  static int quantiser(int quality) {
    return WORST_QUANTISER - Math.round((WORST_QUANTISER - BEST_QUANTISER) * quality / 100f);
  }

  AVCodecContext codec() {
    return codec;
  }

  /** Hands over a picture with its timestamp in microseconds; returns 0 or FFmpeg's error. */
  int send(AVFrame picture) {
    return avcodec_send_frame(codec, picture);
  }

  /** No more pictures. */
  void end() {
    avcodec_send_frame(codec, (AVFrame) null);
  }

  /**
   * Takes the next packet; false if there is none yet, or none any more.
   *
   * @throws IllegalStateException if the encoder failed; the message is its reason
   */
  boolean receive(AVPacket packet) {
    int error = avcodec_receive_packet(codec, packet);
    if (error < 0 && error != AVERROR_EAGAIN() && error != AVERROR_EOF) {
      throw new IllegalStateException(Ffmpeg.reason(error));
    }
    return error == 0;
  }

  @Override
  public void close() {
    avcodec_free_context(codec);
  }
}
