package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a sound file, it is read or refused: no other error, no endless work. */
class CheckpointFuzzTest {

  private static final int FILES = 1500;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.pt",
        "no_crc.pt",
        "layouts.pt",
        "legacy.pt",
        "pickle_protocol4.pt",
        "dtypes.safetensors"
      })
  void read_damagedFile_isReadOrRefused(String name) throws IOException {
    byte[] sound = Files.readAllBytes(CheckpointTest.resource(name));
    assertThat(isRead(sound)).isTrue();
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] broken = damaged(sound, random);
      refused += assertTimeoutPreemptively(LIMIT, () -> isRead(broken)) ? 0 : 1;
    }
    assertThat(refused).isBetween(FILES / 10, FILES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.pt", "no_crc.pt", "legacy.pt", "dtypes.safetensors"})
  void read_fileCutOffAnywhere_isRefused(String name) throws IOException {
    byte[] sound = Files.readAllBytes(CheckpointTest.resource(name));
    for (int length = 0; length < sound.length; length++) {
      assertThat(isRead(Arrays.copyOf(sound, length))).as("%d bytes", length).isFalse();
    }
  }

  /** One to four bytes changed, moved, or numbers made extreme; sometimes cut off as well. */
  private static byte[] damaged(byte[] sound, Random random) {
    byte[] broken = sound.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(broken.length);
      switch (random.nextInt(4)) {
        case 0 -> broken[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> Arrays.fill(broken, at, Math.min(at + 4, broken.length), (byte) 0xff);
        case 2 -> broken[at] = broken[random.nextInt(broken.length)];
        default -> broken[at] = (byte) random.nextInt(256);
      }
    }
    return random.nextInt(8) > 0 ? broken : Arrays.copyOf(broken, random.nextInt(broken.length));
  }

  private static boolean isRead(byte[] file) {
    try {
      StateDict weights = Checkpoint.read("x", ByteBuffer.wrap(file));
      for (String name : weights.names()) {
        assertThat(weights.get(name).floats()).hasSize(weights.get(name).size());
        assertThat(weights.get(name).bytes().remaining())
            .isEqualTo((int) weights.get(name).sizeBytes());
      }
      return true;
    } catch (CheckpointException e) {
      assertThat(e).hasMessageStartingWith("x: ");
      return false;
    }
  }
}
