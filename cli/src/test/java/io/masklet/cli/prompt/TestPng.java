package io.masklet.cli.prompt;

import io.masklet.core.geom.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small mask pictures. */
final class TestPng {

  private TestPng() {}

  /** Which pixels are set. */
  interface Pixels {
    boolean isSet(int x, int y);
  }

  /** A grey picture with 1, which looks black, where pixels are set. */
  static Path write(Path file, Size size, Pixels pixels) throws IOException {
    return write(file, size, pixels, BufferedImage.TYPE_BYTE_GRAY);
  }

  /** A picture of the given type, with the smallest value there is where pixels are set. */
  static Path write(Path file, Size size, Pixels pixels, int type) throws IOException {
    BufferedImage picture = new BufferedImage(size.widthPx(), size.heightPx(), type);
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = 0; x < size.widthPx(); x++) {
        if (pixels.isSet(x, y)) {
          picture.getRaster().setSample(x, y, 0, 1);
          if (picture.getColorModel().hasAlpha()) {
            picture.getRaster().setSample(x, y, 3, 255);
          }
        }
      }
    }
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
