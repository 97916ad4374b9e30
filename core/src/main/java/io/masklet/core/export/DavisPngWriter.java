package io.masklet.core.export;

import io.masklet.core.file.OutputFolder;
import io.masklet.core.file.Png;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Masks as DAVIS keeps them: one indexed PNG a frame, {@code 00000.png} and so on, whose pixel
 * values are object ids and 0 for background.
 *
 * <p>A pixel holds one id. Where objects overlap, the lowest id wins, as in the SAM 2 reference;
 * the other formats keep overlaps.
 */
public final class DavisPngWriter implements MaskletSink {

  /** 255 means "not judged" to the benchmark. */
  public static final int MAX_ID = 254;

  private static final int[] PALETTE = DavisPalette.colours();

  private final OutputFolder folder;
  private byte[] indices = new byte[0];

  private DavisPngWriter(OutputFolder folder) {
    this.folder = folder;
  }

  /**
   * Begins a folder.
   *
   * @param force whether a folder of such pictures may be replaced
   */
  public static DavisPngWriter create(Path target, boolean force) throws VideoException {
    return new DavisPngWriter(OutputFolder.begin(target, force, "\\d{5,}\\.png"));
  }

  @Override
  public void write(Frame frame, List<MaskObservation> objects) throws VideoException {
    Size size = frame.size();
    if (indices.length != size.pixelCount()) {
      indices = new byte[size.pixelCount()];
    }
    Arrays.fill(indices, (byte) 0);
    for (int i = objects.size() - 1; i >= 0; i--) { // the lowest id last, over the others
      paint(objects.get(i), size.widthPx());
    }
    Path file = folder.file(String.format(Locale.ROOT, "%05d.png", frame.index()));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Png.writeIndexed(out, size, indices, PALETTE);
    } catch (IOException e) {
      throw folder.failure(e);
    }
  }

  private void paint(MaskObservation object, int width) {
    if (object.objectId() > MAX_ID) {
      throw new IllegalArgumentException(
          "DAVIS masks in %s: expected object ids of 1 to %d, got %d; use another format"
              .formatted(folder.target(), MAX_ID, object.objectId()));
    }
    Bitmap mask = object.mask();
    for (int y = 0; y < mask.size().heightPx(); y++) {
      for (int x = mask.nextSetInRow(0, y); x >= 0; x = mask.nextSetInRow(x + 1, y)) {
        indices[y * width + x] = (byte) object.objectId();
      }
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
