package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file in many mappings against its plain bytes. */
class CheckpointFileTest {

  private static final int SEGMENT_BYTES = 7;

  @Test
  void slice_acrossMappings_isThatPartOfTheFile(@TempDir Path folder) throws IOException {
    byte[] bytes = new byte[60];
    new Random(7).nextBytes(bytes);
    Path path = Files.write(folder.resolve("x"), bytes);
    CheckpointFile mapped = CheckpointFile.map(path, SEGMENT_BYTES);
    CheckpointFile read = CheckpointFile.of("x", ByteBuffer.wrap(bytes));
    for (int begin = 0; begin <= bytes.length; begin++) {
      for (int size = 0; size <= Math.min(SEGMENT_BYTES, bytes.length - begin); size++) {
        ByteBuffer expected = ByteBuffer.wrap(Arrays.copyOfRange(bytes, begin, begin + size));
        assertThat(mapped.slice(begin, size, "it")).isEqualTo(expected);
        assertThat(read.slice(begin, size, "it")).isEqualTo(expected);
      }
    }
  }

  @Test
  void slice_outsideOrTooLarge_isRefused() {
    CheckpointFile file = CheckpointFile.of("x", ByteBuffer.allocate(10));
    long[][] wrong = {{0, 11}, {10, 1}, {-1, 1}, {1, -1}, {Long.MAX_VALUE, 1}, {0, Long.MAX_VALUE}};
    for (long[] range : wrong) {
      assertThatThrownBy(() -> file.slice(range[0], range[1], "the part"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("x: expected the part ");
    }
  }

  @Test
  void fault_textOfTheFile_isShownInPartAndWithoutControlCharacters() {
    CheckpointFile file = CheckpointFile.of("x", ByteBuffer.allocate(0));
    assertThat(file.fault("found %s", "\u001b[2J" + "a".repeat(10_000)))
        .hasMessageStartingWith("x: found ?[2Ja")
        .hasMessageEndingWith("a...")
        .hasMessageMatching(".{300,320}");
  }
}
