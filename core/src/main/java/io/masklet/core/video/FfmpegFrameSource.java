package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.frame.VideoInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Frames of one video or picture file, decoded on the caller's thread.
 *
 * <p>The first picture is decoded when the file is opened: it tells the true size and pixel format,
 * and a file without a single good picture is refused at the door.
 */
public final class FfmpegFrameSource implements FrameSource {

  private final Resources resources;
  private final MediaInput input;
  private final VideoDecoder decoder;
  private final PictureGeometry geometry;
  private final FrameClock clock;
  private final RgbConverter converter;
  private final FramePool pool;
  private final VideoInfo info;

  private boolean pictureWaits = true;
  private boolean closed;
  private long index;
  private long endUs;
  private @Nullable VideoException failure;

  /**
   * Opens a file.
   *
   * @throws VideoException if it is missing, not a video, or has no picture that can be decoded
   */
  public static FfmpegFrameSource open(Path path) throws VideoException {
    Resources resources = new Resources();
    try {
      MediaInput input = MediaInput.open(path);
      resources.add(input, input::close);
      AVStream stream = input.requireVideo();
      VideoDecoder decoder = new VideoDecoder(input, stream);
      resources.add(decoder, decoder::close);
      if (!decoder.next()) {
        throw withoutPictures(path, decoder.damage());
      }
      return new FfmpegFrameSource(resources, input, stream, decoder);
    } catch (VideoException | RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  /**
   * Opens a file at a frame or as shortly before as it can be entered.
   *
   * @param times of the file's frames, {@code frame} among them
   * @throws VideoException as {@link #open} does
   */
  static FfmpegFrameSource openAt(Path path, long frame, FrameTimes times) throws VideoException {
    long target = frame;
    for (int back = 1; target > 0; back *= 8) {
      FfmpegFrameSource source = open(path);
      if (source.seek(frame, target, times)) {
        return source;
      }
      source.close();
      target -= back;
    }
    return open(path);
  }

  /** Whether reading on from the way into the file before {@code target} comes by {@code frame}. */
  private boolean seek(long frame, long target, FrameTimes times) {
    if (!decoder.seek(clock.ticks(times.timestampUs(target))) || !decoder.next()) {
      return false;
    }
    int found = times.frameAt(clock.timestampUs(decoder.picture()));
    index = found;
    return found >= 0 && found <= frame;
  }

  private static VideoException withoutPictures(Path path, @Nullable String damage) {
    return new VideoException(
        Kind.NOT_A_VIDEO,
        "Opening %s: expected pictures, but not one could be decoded (%s). The file is damaged or was cut off; record or copy it again."
            .formatted(path, damage == null ? "the stream is empty" : damage));
  }

  private FfmpegFrameSource(
      Resources resources, MediaInput input, AVStream stream, VideoDecoder decoder)
      throws VideoException {
    String name = input.path().toString();
    this.resources = resources;
    this.input = input;
    this.decoder = decoder;
    this.geometry = PictureGeometry.of(name, stream, decoder.picture());
    this.clock =
        new FrameClock(stream.time_base(), input.zeroUs(), Ffmpeg.value(stream.avg_frame_rate()));
    this.converter = new RgbConverter(name, geometry.squareSize(), geometry.orientation());
    resources.add(converter, converter::close);
    converter.prepare(decoder.picture());
    this.pool = FramePool.of(geometry.uprightSize());
    this.info = StreamFacts.videoInfo(input, stream, decoder.picture(), geometry);
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  @Override
  public @Nullable Frame next() throws VideoException {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("frame source of " + info.name() + " was closed");
    }
    if (!pictureWaits && !decoder.next()) {
      requireWhole();
      return null;
    }
    pictureWaits = false;
    try {
      return toFrame(decoder.picture());
    } catch (VideoException e) {
      failure = e;
      throw e;
    }
  }

  private Frame toFrame(AVFrame picture) throws VideoException {
    long timestampUs = clock.next(picture);
    endUs = timestampUs + clock.durationUs(picture);
    geometry.crop(picture);
    ByteBuffer rgb = pool.take();
    converter.convert(picture, rgb);
    return pool.frame(index++, timestampUs, rgb);
  }

  /** At the end: did the pictures end where the file says, and without damage? */
  private void requireWhole() throws VideoException {
    String damage = decoder.damage();
    if (damage == null && input.endsEarly()) {
      damage = "the file says it lasts %s s".formatted(seconds(input.statedDurationUs()));
    }
    if (damage != null) {
      failure =
          new VideoException(
              Kind.BROKEN,
              "Reading %s: the video breaks at %s s, after %d good frames (%s). Those frames are used; to get the rest, record or copy the file again."
                  .formatted(info.name(), seconds(endUs), index, damage));
      throw failure;
    }
  }

  private static String seconds(long us) {
    return String.format(Locale.ROOT, "%.2f", us / 1e6);
  }

  @Override
  public void close() {
    closed = true;
    resources.close();
  }
}
