package io.masklet.core.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolsTest {

  private static final Path FULL_DISK = Path.of("/dev/full");

  private final Path folder;

  SpoolsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void close_diskIsFull_leavesNothing() throws IOException {
    assumeThat(FULL_DISK).exists();
    Path spool = folder.resolve("spool");
    try (Spools spools = new Spools(spool)) {
      Files.createSymbolicLink(spool.resolve("object-1"), FULL_DISK);
      for (int objectId = 1; objectId <= 3; objectId++) {
        Bitmap mask = new Bitmap(new Size(4, 4));
        spools.object(objectId).add(0, new MaskObservation(objectId, mask, 1f, 1f));
      }
      assertThatThrownBy(() -> spools.object(1).forEach(entry -> {}))
          .isInstanceOf(IOException.class);
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(FULL_DISK).exists();
  }

  @Test
  void create_json_keepsItsEntriesBesideTheFile() throws IOException {
    VideoCocoJson json = VideoCocoJson.create(folder.resolve("a.json"), java.util.Map.of(), false);
    try (json) {
      assertThat(folder.toFile().list())
          .anySatisfy(name -> assertThat(name).startsWith(".a.json.").endsWith(".spool"));
    }
    assertThat(folder).isEmptyDirectory();
  }
}
