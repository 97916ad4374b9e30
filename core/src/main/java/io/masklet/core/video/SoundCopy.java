package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.masklet.core.frame.VideoException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * Copies the sound packets of a video into an output, in step with its pictures.
 *
 * <p>At the end it must tell a video that is over, whose sound may last longer, from a run that was
 * stopped, whose sound must stop too. It holds back sound after the last written picture until it
 * sees a later picture in the input (stopped: drop) or none any more (over: write).
 */
final class SoundCopy implements AutoCloseable {

  /** Sound held back at most; interleaved files need far less. */
  private static final int MAX_HELD_PACKETS = 10_000;

  private static final long SAME_PICTURE_US = 1000;

  private final MediaInput input;
  private final AVStream from;
  private final AVStream to;
  private final int videoIndex;
  private final Mp4Muxer muxer;
  private final long startUs;
  private final long endUs;
  private final AVPacket packet = av_packet_alloc();
  private final Deque<AVPacket> held = new ArrayDeque<>();

  /** Latest picture seen in the input, on the output's clock. */
  private long pictureUs = Long.MIN_VALUE;

  private boolean over;

  /** Decoding time of the last written packet, in the unit of the output's stream. */
  private long lastTicks = Long.MIN_VALUE;

  private int droppedPackets;

  /**
   * The main sound of a video, or null if it has none that MP4 can hold.
   *
   * @param input read by no one else; stays the caller's to close
   */
  static @Nullable SoundCopy of(MediaInput input, Mp4Muxer muxer, Mp4Options options) {
    AVStream sound = input.bestAudio();
    return sound == null || obstacle(input, muxer) != null
        ? null
        : new SoundCopy(input, sound, muxer, options);
  }

  /** The codec that keeps the sound of a video out of an MP4, or null if nothing does. */
  static @Nullable String obstacle(MediaInput input, Mp4Muxer muxer) {
    AVStream sound = input.bestAudio();
    return sound == null || muxer.canHold(sound.codecpar().codec_id())
        ? null
        : avcodec_get_name(sound.codecpar().codec_id()).getString();
  }

  private SoundCopy(MediaInput input, AVStream from, Mp4Muxer muxer, Mp4Options options) {
    this.input = input;
    this.from = from;
    this.to = muxer.addAudio(from);
    this.muxer = muxer;
    this.videoIndex = input.videoIndex();
    this.startUs = options.startUs();
    this.endUs = options.endUs();
  }

  /** Copies what sounds up to a time of the output. */
  void copyUntil(long untilUs) throws VideoException {
    writeHeldUntil(untilUs);
    while (!over && held.isEmpty()) {
      readOne();
      writeHeldUntil(untilUs);
    }
  }

  /**
   * Copies the rest.
   *
   * @param lastPictureUs timestamp of the last written picture, on the output's clock
   */
  void finish(long lastPictureUs) throws VideoException {
    while (!over
        && pictureUs <= lastPictureUs + SAME_PICTURE_US
        && held.size() < MAX_HELD_PACKETS) {
      readOne();
    }
    boolean stopped = pictureUs > lastPictureUs + SAME_PICTURE_US;
    writeHeldUntil(stopped ? lastPictureUs : Long.MAX_VALUE);
    while (!stopped && !over) {
      readOne();
      writeHeldUntil(Long.MAX_VALUE);
    }
  }

  private void readOne() {
    if (input.read(packet) < 0) {
      over = true;
      return;
    }
    if (packet.stream_index() == videoIndex) {
      pictureUs = Math.max(pictureUs, timeUs(packet));
    } else if (packet.stream_index() == from.index() && isInRange()) {
      held.add(av_packet_clone(packet));
    }
    av_packet_unref(packet);
  }

  private boolean isInRange() {
    long timeUs = timeUs(packet) + startUs;
    return (startUs == 0 || timeUs >= startUs) && timeUs < endUs;
  }

  /** Time of a packet on the output's clock. */
  private long timeUs(AVPacket any) {
    if (any.pts() == Ffmpeg.NO_TIMESTAMP) {
      return Long.MIN_VALUE / 2;
    }
    AVStream stream = any.stream_index() == from.index() ? from : input.stream(any.stream_index());
    return Ffmpeg.toMicros(any.pts(), stream.time_base()) - input.zeroUs() - startUs;
  }

  private void writeHeldUntil(long untilUs) throws VideoException {
    while (!held.isEmpty() && timeUs(held.getFirst()) <= untilUs) {
      AVPacket next = held.removeFirst();
      long shift = av_rescale_q(input.zeroUs() + startUs, Ffmpeg.MICROSECOND, from.time_base());
      next.pts(shifted(next.pts(), shift)).dts(shifted(next.dts(), shift)).pos(-1);
      try {
        if (rises(next)) {
          muxer.write(next, to, from.time_base());
        } else {
          droppedPackets++;
        }
      } finally {
        av_packet_free(next);
      }
    }
  }

  /**
   * Whether a packet comes after the last one, as MP4 demands; recordings that were joined go back.
   */
  private boolean rises(AVPacket next) {
    if (next.dts() == Ffmpeg.NO_TIMESTAMP) {
      return true; // the muxer counts on
    }
    long ticks = av_rescale_q(next.dts(), from.time_base(), to.time_base());
    if (ticks <= lastTicks) {
      return false;
    }
    lastTicks = ticks;
    return true;
  }

  /** How many packets were left out because their times do not rise. */
  int droppedPackets() {
    return droppedPackets;
  }

  private static long shifted(long ticks, long shift) {
    return ticks == Ffmpeg.NO_TIMESTAMP ? ticks : ticks - shift;
  }

  @Override
  public void close() {
    held.forEach(p -> av_packet_free(p));
    held.clear();
    av_packet_free(packet);
  }
}
