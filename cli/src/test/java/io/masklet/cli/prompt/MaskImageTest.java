package io.masklet.cli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskImageTest {

  private static final Size SIZE = new Size(13, 7);

  private final Path folder;

  MaskImageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR
      })
  void read_anyKindOfPng_nonZeroIsObject(int type) throws Exception {
    Path file = TestPng.write(folder.resolve("m.png"), SIZE, (x, y) -> x > y, type);
    Bitmap mask = MaskImage.read(file, SIZE);
    for (int y = 0; y < SIZE.heightPx(); y++) {
      for (int x = 0; x < SIZE.widthPx(); x++) {
        assertThat(mask.get(x, y)).as("pixel %d,%d", x, y).isEqualTo(x > y);
      }
    }
  }

  @Test
  void read_otherSize_saysBoth() throws Exception {
    Path file = TestPng.write(folder.resolve("m.png"), new Size(5, 5), (x, y) -> true);
    assertRefused(file, "expected the size of the video, 13x7, found 5x5");
  }

  @Test
  void read_missing_saysSo() {
    assertRefused(folder.resolve("none.png"), "found none that can be read");
  }

  @Test
  void read_textRenamed_saysSo() throws Exception {
    assertRefused(Files.writeString(folder.resolve("m.png"), "not a picture"), "cannot be read");
  }

  @Test
  void read_cutOff_saysSo() throws Exception {
    Path file = TestPng.write(folder.resolve("m.png"), SIZE, (x, y) -> x > y);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(file, "cannot be read");
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> MaskImage.read(file, SIZE))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.PROMPT))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }
}
