package io.masklet.cli.prompt;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads a mask from a PNG: pixels other than zero are the object. In a palette picture the index
 * counts, not the colour; where there is an alpha channel, transparent pixels are not the object.
 */
final class MaskImage {

  private MaskImage() {}

  /**
   * @param expected size of the video; looked at before any pixel is read
   * @throws CommandException if there is no such PNG or its size differs
   */
  static Bitmap read(Path file, Size expected) throws CommandException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw problem(file, "expected a PNG file, found none that can be read", "Check the path.");
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
      if (input == null) {
        throw new IOException("it cannot be opened");
      }
      reader.setInput(input);
      requireSize(file, reader.getWidth(0) + "x" + reader.getHeight(0), expected);
      return toBitmap(reader.read(0), expected);
    } catch (IOException | RuntimeException e) {
      throw problem(
          file,
          "expected a PNG picture, but it cannot be read as one (" + e.getMessage() + ")",
          "Save the mask as PNG.");
    } finally {
      reader.dispose();
    }
  }

  private static void requireSize(Path file, String found, Size expected) throws CommandException {
    if (!found.equals(expected.toString())) {
      throw problem(
          file,
          "expected the size of the video, %s, found %s".formatted(expected, found),
          "Scale the mask without smoothing.");
    }
  }

  private static Bitmap toBitmap(BufferedImage picture, Size size) {
    boolean indexed = picture.getColorModel() instanceof IndexColorModel;
    boolean alpha = !indexed && picture.getColorModel().hasAlpha();
    Raster raster = picture.getRaster();
    int colours = raster.getNumBands() - (alpha ? 1 : 0);
    Bitmap mask = new Bitmap(size);
    int[] row = new int[size.widthPx() * raster.getNumBands()];
    for (int y = 0; y < size.heightPx(); y++) {
      raster.getPixels(0, y, size.widthPx(), 1, row);
      for (int x = 0; x < size.widthPx(); x++) {
        int first = x * raster.getNumBands();
        boolean visible = !alpha || row[first + colours] != 0;
        if (visible && anySet(row, first, colours)) {
          mask.set(x, y, true);
        }
      }
    }
    return mask;
  }

  private static boolean anySet(int[] row, int first, int count) {
    for (int i = first; i < first + count; i++) {
      if (row[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private static CommandException problem(Path file, String found, String advice) {
    return new CommandException(
        ExitCode.PROMPT, "Reading the mask %s: %s. %s".formatted(file, found, advice));
  }
}
