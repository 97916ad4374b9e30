package io.masklet.core.video;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of one stream in presentation order, up to the first damaged one.
 *
 * <p>A damaged packet ends the feeding; what the decoder still holds from before comes out, and
 * {@link #damage()} tells what happened. Damage before the first good picture is passed over, as it
 * is normal for a recording that starts in the middle of a broadcast.
 */
final class VideoDecoder implements AutoCloseable {

  private static final int MAX_THREADS = 4;

  private final MediaInput input;
  private final AVStream stream;
  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame picture = av_frame_alloc();
  private boolean started;
  private boolean awaitsKey;
  private boolean drained;
  private GapWatch gaps;
  private @Nullable String damage;

  VideoDecoder(MediaInput input, AVStream stream) throws VideoException {
    this.input = input;
    this.stream = stream;
    this.codec = openCodec(input, stream);
    this.gaps = new GapWatch(input.formatName(), stream);
  }

  private static AVCodecContext openCodec(MediaInput input, AVStream stream) throws VideoException {
    AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    avcodec_parameters_to_context(codec, stream.codecpar());
    codec.pkt_timebase(stream.time_base());
    codec.thread_count(Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS));
    int error = decoder == null ? -1 : avcodec_open2(codec, decoder, (AVDictionary) null);
    if (error < 0) {
      avcodec_free_context(codec);
      throw new VideoException(
          Kind.NOT_A_VIDEO,
          "Opening %s: expected a codec that FFmpeg can decode, found %s (%s). Convert the video to H.264 first."
              .formatted(
                  input.path(),
                  avcodec_get_name(stream.codecpar().codec_id()).getString(),
                  decoder == null ? "no decoder" : Ffmpeg.reason(error)));
    }
    return codec;
  }

  /** The current picture; valid until the next call of {@link #next()}. */
  AVFrame picture() {
    return picture;
  }

  /** Why the pictures ended early, or null if they did not. */
  @Nullable String damage() {
    return damage;
  }

  /** Moves to the next good picture; false after the last one. */
  boolean next() {
    while (true) {
      int result = avcodec_receive_frame(codec, picture);
      if (result == 0) {
        if (isGood()) {
          started = true;
          return true;
        }
        if (started) {
          damaged("a picture is damaged");
          return false;
        }
      } else if (result == AVERROR_EAGAIN() && !drained) {
        feed();
      } else if (result == AVERROR_EOF || drained) {
        return false;
      } else {
        damaged(Ffmpeg.reason(result));
      }
    }
  }

  /**
   * Goes to the last point before a time at which the file can be entered. Pictures after it come
   * as they would have come from the beginning; damage before it is no longer seen.
   *
   * @param ticks in the stream's own unit
   * @return false if the file cannot be entered there; what comes next is then undefined
   */
  boolean seek(long ticks) {
    if (av_seek_frame(input.context(), stream.index(), ticks, AVSEEK_FLAG_BACKWARD) < 0) {
      return false;
    }
    avcodec_flush_buffers(codec);
    gaps = new GapWatch(input.formatName(), stream);
    awaitsKey = true; // files without an index are entered anywhere
    started = false;
    drained = false;
    damage = null;
    return true;
  }

  private boolean isGood() {
    return picture.decode_error_flags() == 0 && (picture.flags() & AV_FRAME_FLAG_CORRUPT) == 0;
  }

  private void feed() {
    int result = readPacketOfStream();
    if (result < 0) {
      drain();
      if (!MediaInput.isEnd(result)) {
        damaged(Ffmpeg.reason(result));
      }
      return;
    }
    boolean cutOff = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0 || gaps.isOpen();
    int error = cutOff && started ? 0 : avcodec_send_packet(codec, packet);
    av_packet_unref(packet);
    if (started && (cutOff || error < 0)) {
      damaged(cutOff ? "a packet is missing or cut off" : Ffmpeg.reason(error));
    }
  }

  private int readPacketOfStream() {
    int result = input.read(packet);
    gaps.pass(packet, result);
    while (result >= 0 && isPassedOver()) {
      av_packet_unref(packet);
      result = input.read(packet);
      gaps.pass(packet, result);
    }
    return result;
  }

  private boolean isPassedOver() {
    if (packet.stream_index() != stream.index()) {
      return true;
    }
    awaitsKey &= (packet.flags() & AV_PKT_FLAG_KEY) == 0;
    return awaitsKey;
  }

  private void damaged(String reason) {
    if (damage == null) {
      damage = reason;
    }
    drain();
  }

  /** Asks for the pictures that wait for their turn; there will be no more packets. */
  private void drain() {
    if (!drained) {
      drained = true;
      avcodec_send_packet(codec, (AVPacket) null);
    }
  }

  @Override
  public void close() {
    av_frame_free(picture);
    av_packet_free(packet);
    avcodec_free_context(codec);
  }
}
