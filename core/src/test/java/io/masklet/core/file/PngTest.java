package io.masklet.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What we write, read by the JDK. */
class PngTest {

  private static final Size SIZE = new Size(37, 11);

  @Test
  void writeRgb_noise_readsBack() throws Exception {
    byte[] rgb = new byte[3 * SIZE.pixelCount()];
    new Random(5).nextBytes(rgb);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Png.writeRgb(out, SIZE, ByteBuffer.wrap(rgb));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    for (int i = 0; i < SIZE.pixelCount(); i++) {
      int expected =
          (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | (rgb[3 * i + 2] & 255);
      assertThat(image.getRGB(i % 37, i / 37) & 0xFFFFFF).isEqualTo(expected);
    }
  }

  @Test
  void writeIndexed_indices_staySo() throws Exception {
    byte[] indices = new byte[SIZE.pixelCount()];
    new Random(6).nextBytes(indices);
    int[] palette = new int[256];
    palette[200] = 0x123456;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Png.writeIndexed(out, SIZE, indices, palette);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
    assertThat(image.getColorModel().getRGB(200) & 0xFFFFFF).isEqualTo(0x123456);
    for (int i = 0; i < indices.length; i++) {
      assertThat(image.getRaster().getSample(i % 37, i / 37, 0)).isEqualTo(indices[i] & 255);
    }
  }
}
