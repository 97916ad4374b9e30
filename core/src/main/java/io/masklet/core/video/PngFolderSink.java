package io.masklet.core.video;

import io.masklet.core.file.OutputFolder;
import io.masklet.core.file.Png;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSink;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes frames as a folder of PNG pictures, {@code 00000.png} and so on, by frame index. */
public final class PngFolderSink implements FrameSink {

  private final OutputFolder folder;
  private final Size size;
  private long lastIndex = -1;

  private PngFolderSink(OutputFolder folder, Size size) {
    this.folder = folder;
    this.size = size;
  }

  /**
   * Begins a folder.
   *
   * @param force whether a folder of such pictures may be replaced
   */
  public static PngFolderSink create(Path target, Size size, boolean force) throws VideoException {
    return new PngFolderSink(OutputFolder.begin(target, force, "\\d{5,}\\.png"), size);
  }

  @Override
  public void write(Frame frame) throws VideoException {
    if (!frame.size().equals(size) || frame.index() <= lastIndex) {
      throw new IllegalArgumentException(
          "%s: expected frames of %s after number %d, got %s as number %d"
              .formatted(folder.target(), size, lastIndex, frame.size(), frame.index()));
    }
    lastIndex = frame.index();
    Path file = folder.file(String.format(Locale.ROOT, "%05d.png", frame.index()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Png.writeRgb(out, size, frame.rgb());
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  @Override
  public void finish() throws VideoException {
    folder.finish();
  }

  @Override
  public void close() {
    folder.close();
  }
}
