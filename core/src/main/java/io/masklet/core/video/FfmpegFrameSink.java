package io.masklet.core.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.masklet.core.file.OutputFile;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSink;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames as H.264 in MP4: every frame once, at its own timestamp, with the sound of the
 * input copied beside it. The same frames give the same file, byte for byte.
 *
 * <p>4:2:0 video has even sides only. Odd ones are padded by one column or row, and the file says
 * to crop it; players that ignore this show a repeated edge.
 */
public final class FfmpegFrameSink implements FrameSink {

  /**
   * A unit finer than our timestamps gains nothing; one as coarse as the input's keeps them exact.
   */
  private static final int FINEST_TICKS_PER_SECOND = 500_000;

  private static final long FIRST_DURATION_US = 40_000;

  private final Resources resources = new Resources();
  private final OutputFile file;
  private final Size size;
  private final long startUs;
  private final H264Encoder encoder;
  private final YuvConverter converter;
  private final Mp4Muxer muxer;
  private final AVStream stream;
  private final AVPacket packet;
  private final @Nullable SoundCopy sound;
  private final @Nullable String note;

  private long lastUs = -1;

  /** Last timestamp in the file's unit, in which two repaired ones of the input may be the same. */
  private long lastTicks = -1;

  private long durationUs = FIRST_DURATION_US;
  private boolean done;

  /**
   * Begins a file.
   *
   * @param target its final name
   * @param size of the frames to come
   * @throws VideoException if it exists without force, cannot be created, or is too large to encode
   */
  public static FfmpegFrameSink create(Path target, Size size, Mp4Options options)
      throws VideoException {
    return new FfmpegFrameSink(OutputFile.begin(target, options.force()), size, options);
  }

  private FfmpegFrameSink(OutputFile file, Size size, Mp4Options options) throws VideoException {
    this.file = resources.add(file, file::close);
    this.size = size;
    this.startUs = options.startUs();
    try {
      encoder = openEncoder(options.quality());
      converter = new YuvConverter(size);
      resources.add(converter, converter::close);
      muxer = new Mp4Muxer(file.part(), file.target());
      resources.add(muxer, muxer::close);
      packet = av_packet_alloc();
      resources.add(packet, () -> av_packet_free(packet));
      MediaInput input = openSoundInput(options);
      stream = muxer.addVideo(encoder.codec(), timeBase(input), size);
      sound = input == null ? null : openSound(input, options);
      note = input == null ? null : noteOn(SoundCopy.obstacle(input, muxer));
      muxer.writeHeader();
    } catch (VideoException | RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  private H264Encoder openEncoder(int quality) throws VideoException {
    try {
      H264Encoder opened = H264Encoder.open(YuvConverter.codedSize(size), quality);
      return resources.add(opened, opened::close);
    } catch (IllegalStateException e) {
      throw new VideoException(
          Kind.NOT_WRITABLE,
          "Writing %s: expected frames that the H.264 encoder takes, got %s (%s). It ends at about 4096x2304; ask for --masks or --json instead, or scale the video down first."
              .formatted(file.target(), size, e.getMessage()),
          e);
    }
  }

  private @Nullable MediaInput openSoundInput(Mp4Options options) throws VideoException {
    if (options.soundFrom().isEmpty()) {
      return null;
    }
    MediaInput input = MediaInput.open(options.soundFrom().get());
    return resources.add(input, input::close);
  }

  private @Nullable SoundCopy openSound(MediaInput input, Mp4Options options) {
    SoundCopy copy = SoundCopy.of(input, muxer, options);
    return copy == null ? null : resources.add(copy, copy::close);
  }

  /** The unit of the input's own timestamps, if it is no finer than ours. */
  private static AVRational timeBase(@Nullable MediaInput input) {
    if (input == null || input.videoIndex() < 0) {
      return Ffmpeg.MICROSECOND;
    }
    AVRational own = input.stream(input.videoIndex()).time_base();
    boolean exact = own.den() <= (long) FINEST_TICKS_PER_SECOND * own.num();
    return exact ? av_make_q(own.num(), own.den()) : Ffmpeg.MICROSECOND;
  }

  private @Nullable String noteOn(@Nullable String obstacle) {
    return obstacle == null
        ? null
        : "%s has no sound: MP4 cannot hold %s, and sound is never encoded again."
            .formatted(file.target(), obstacle);
  }

  /**
   * Something the person should know about the file, such as sound that was left out. May come up
   * while the file is written; it is complete after {@link #finish()}.
   */
  public Optional<String> note() {
    if (sound != null && sound.droppedPackets() > 0) {
      return Optional.of(
          "%s lacks some of the sound: %d of its packets carry times that go back or stand still, which MP4 cannot hold."
              .formatted(file.target(), sound.droppedPackets()));
    }
    return Optional.ofNullable(note);
  }

  @Override
  public void write(Frame frame) throws VideoException {
    long timestampUs = frame.timestampUs() - startUs;
    requireNext(frame, timestampUs);
    durationUs = lastUs < 0 ? durationUs : timestampUs - lastUs;
    lastUs = timestampUs;
    AVFrame picture = converter.convert(frame.rgb());
    picture.pts(timestampUs);
    int error = encoder.send(picture);
    if (error < 0) {
      throw encoderFailed("refused frame " + frame.index(), Ffmpeg.reason(error));
    }
    writePackets();
    if (sound != null) {
      sound.copyUntil(timestampUs);
    }
  }

  private void requireNext(Frame frame, long timestampUs) {
    if (!frame.size().equals(size) || timestampUs <= lastUs || timestampUs < 0) {
      throw new IllegalArgumentException(
          "%s: expected frames of %s at rising times after %d us, got %s at %d us"
              .formatted(file.target(), size, lastUs, frame.size(), timestampUs));
    }
  }

  private VideoException encoderFailed(String what, @Nullable String reason) {
    return new VideoException(
        Kind.NOT_WRITABLE,
        "Writing %s: the H.264 encoder %s (%s). Please report this with the video."
            .formatted(file.target(), what, reason));
  }

  private void writePackets() throws VideoException {
    while (receivePacket()) {
      AVRational unit = stream.time_base();
      lastTicks = Math.max(Ffmpeg.toTicks(packet.pts(), unit), lastTicks + 1);
      packet.pts(lastTicks).dts(lastTicks).duration(Math.max(1, Ffmpeg.toTicks(durationUs, unit)));
      muxer.write(packet, stream, unit);
    }
  }

  private boolean receivePacket() throws VideoException {
    try {
      return encoder.receive(packet);
    } catch (IllegalStateException e) {
      throw encoderFailed("failed after " + lastUs + " us", e.getMessage());
    }
  }

  @Override
  public void finish() throws VideoException {
    if (done) {
      throw new IllegalStateException(file.target() + " is already finished");
    }
    done = true;
    requireFrames();
    encoder.end();
    writePackets();
    if (sound != null) {
      sound.finish(lastUs);
    }
    muxer.finish();
    file.finish();
    resources.close();
  }

  private void requireFrames() throws VideoException {
    if (lastUs < 0) {
      throw new VideoException(
          Kind.NOT_WRITABLE,
          "Writing %s: expected at least one frame, but there were no frames; nothing was written. Check the range and the input."
              .formatted(file.target()));
    }
  }

  @Override
  public void close() {
    done = true;
    resources.close();
  }
}
