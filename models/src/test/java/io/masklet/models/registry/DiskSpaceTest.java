package io.masklet.models.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

  @Test
  void require_tooLittle_saysHowMuchAndWhere(@TempDir Path folder) {
    assertThatThrownBy(() -> DiskSpace.require(folder, 156_000_000, "Importing cells", 2_000_000))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "Importing cells: expected room for 156.0 MB in %s, found 2.0 MB; free some space or"
                    .formatted(folder)
                + " choose another folder");
  }

  @Test
  void require_folderNotThereYet_looksAtWhereItWillBe(@TempDir Path folder) {
    Path deep = folder.resolve("a/b/c");
    assertThatCode(() -> DiskSpace.require(deep, 1, "x")).doesNotThrowAnyException();
    assertThatThrownBy(() -> DiskSpace.require(deep, Long.MAX_VALUE, "x"))
        .hasMessageContaining("in " + deep);
  }
}
