package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.frame.VideoInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of numbered pictures as a video: PNG, JPEG, BMP or WebP, in the order of their numbers,
 * all of one size, at a stated frame rate. Other files in the folder are passed over.
 */
public final class ImageFolderSource implements FrameSource {

  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "webp");

  private final List<Path> pictures;
  private final double fps;
  private final VideoInfo info;
  private final FramePool pool;
  private int next;
  private boolean closed;
  private @Nullable VideoException failure;

  /**
   * Opens a folder.
   *
   * @param fps frames per second, greater than 0
   * @throws VideoException if it cannot be read or holds no pictures
   */
  public static ImageFolderSource open(Path folder, double fps) throws VideoException {
    if (!(fps > 0 && fps <= 1000)) {
      throw new IllegalArgumentException(
          "frames per second: expected more than 0 and at most 1000, got " + fps);
    }
    List<Path> pictures = list(folder);
    if (pictures.isEmpty()) {
      throw new VideoException(
          Kind.NOT_A_VIDEO,
          "Opening folder %s: expected numbered pictures (png, jpg, bmp or webp), found none. Give a folder such as 00000.png, 00001.png and so on."
              .formatted(folder));
    }
    try (FfmpegFrameSource first = FfmpegFrameSource.open(pictures.get(0))) {
      return new ImageFolderSource(folder, pictures, fps, first.info());
    }
  }

  /** The same from a picture on. */
  ImageFolderSource from(long frame) {
    next = (int) Math.min(frame, pictures.size());
    return this;
  }

  private static List<Path> list(Path folder) throws VideoException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(ImageFolderSource::isPicture)
          .sorted(
              Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder.INSTANCE))
          .toList();
    } catch (IOException e) {
      throw new VideoException(
          Kind.NOT_READABLE,
          "Opening folder %s: expected to list its pictures, but the system refuses (%s). Check the path and its permissions."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private ImageFolderSource(Path folder, List<Path> pictures, double fps, VideoInfo first) {
    this.pictures = pictures;
    this.fps = fps;
    this.pool = FramePool.of(first.size());
    this.info =
        new VideoInfo(
            folder.toString(),
            first.size(),
            OptionalDouble.of(fps),
            OptionalLong.of(timestampUs(pictures.size())),
            OptionalLong.of(pictures.size()),
            "folder of pictures",
            first.codec(),
            first.pixelFormat(),
            first.codedSize(),
            first.rotationDegrees(),
            first.sampleAspectRatio(),
            false);
  }

  private long timestampUs(int picture) {
    return Math.round(picture * 1e6 / fps);
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
    if (next == pictures.size()) {
      return null;
    }
    try {
      Frame frame = read(pictures.get(next));
      next++;
      return frame;
    } catch (VideoException e) {
      failure = broken(e);
      throw failure;
    }
  }

  private Frame read(Path picture) throws VideoException {
    try (FfmpegFrameSource file = FfmpegFrameSource.open(picture);
        Frame frame = file.next()) {
      if (frame == null || !frame.size().equals(info.size())) {
        throw new VideoException(
            Kind.BROKEN,
            "Reading %s: expected %s as all pictures before, found %s. Bring all pictures of the folder to one size."
                .formatted(picture, info.size(), file.info().size()));
      }
      ByteBuffer rgb = pool.take();
      rgb.put(0, frame.rgb(), 0, rgb.capacity());
      return pool.frame(next, timestampUs(next), rgb);
    }
  }

  private VideoException broken(VideoException cause) {
    return new VideoException(
        Kind.BROKEN,
        "Reading folder %s: the pictures break after %d good ones. %s"
            .formatted(info.name(), next, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    closed = true;
  }
}
