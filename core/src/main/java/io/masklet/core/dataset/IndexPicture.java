package io.masklet.core.dataset;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A PNG whose pixels are numbers: ids of objects, or 0 and 255 for one object.
 *
 * @param size of the picture
 * @param values {@code [H, W]} unsigned bytes; in a palette picture the index, not the colour
 * @param grey whether it is a grey picture, which may hold 0 and 255 for one object
 */
@SuppressWarnings("ArrayRecordComponent") // read once, turned into masks
record IndexPicture(Size size, byte[] values, boolean grey) {

  /** A picture larger than this is no mask of a video we know; refused before it takes memory. */
  private static final long MAX_AREA_PX = 1L << 27;

  /**
   * Reads a file.
   *
   * @throws EvaluationException if it is not there or not such a PNG; names it
   */
  static IndexPicture read(Path file) throws EvaluationException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      if (input == null) {
        throw new IOException("it cannot be opened");
      }
      reader.setInput(input);
      Size size = new Size(reader.getWidth(0), reader.getHeight(0));
      if (size.areaPx() > MAX_AREA_PX) {
        throw problem(file, "it is " + size + ", which is more than any video frame");
      }
      return of(file, size, reader.read(0));
    } catch (EvaluationException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the reader throws either on damaged files
      EvaluationException problem =
          problem(file, "it cannot be read as one (" + e.getMessage() + ")");
      problem.initCause(e);
      throw problem;
    } finally {
      reader.dispose();
    }
  }

  private static IndexPicture of(Path file, Size size, BufferedImage picture)
      throws EvaluationException {
    Raster raster = picture.getRaster();
    boolean indexed = picture.getColorModel() instanceof IndexColorModel;
    int bands = raster.getNumBands();
    byte[] values = new byte[size.pixelCount()];
    int[] row = new int[size.widthPx() * bands];
    for (int y = 0; y < size.heightPx(); y++) {
      raster.getPixels(0, y, size.widthPx(), 1, row);
      for (int x = 0; x < size.widthPx(); x++) {
        int value = row[x * bands];
        if (value > 255 || !sameColours(row, x * bands, bands)) {
          throw problem(file, "pixel (%d,%d) is a colour or a number above 255".formatted(x, y));
        }
        values[y * size.widthPx() + x] = (byte) value;
      }
    }
    return new IndexPicture(size, values, !indexed);
  }

  /** Whether red, green and blue are the same number; alpha, the last of two or four, is none. */
  private static boolean sameColours(int[] row, int first, int bands) {
    return bands < 3 || (row[first] == row[first + 1] && row[first] == row[first + 2]);
  }

  private static EvaluationException problem(Path file, String found) {
    return new EvaluationException(
        ("Reading the mask %s: expected a PNG with a number in each pixel, grey or with a palette,"
                + " but %s. Save masks as indexed PNG, 0 for background.")
            .formatted(file, found));
  }

  /** The values that occur, 0 among them. */
  BitSet occurring() {
    BitSet occurring = new BitSet(256);
    for (byte value : values) {
      occurring.set(value & 0xff);
    }
    return occurring;
  }

  /** The pixels of one value. */
  Bitmap mask(int value) {
    Bitmap mask = new Bitmap(size);
    for (int i = 0; i < values.length; i++) {
      if ((values[i] & 0xff) == value) {
        mask.set(i % size.widthPx(), i / size.widthPx(), true);
      }
    }
    return mask;
  }

  /** The pixels of any value but 0. */
  Bitmap foreground() {
    Bitmap mask = new Bitmap(size);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        mask.set(i % size.widthPx(), i / size.widthPx(), true);
      }
    }
    return mask;
  }
}
