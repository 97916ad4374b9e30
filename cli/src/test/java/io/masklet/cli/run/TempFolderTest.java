package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempFolderTest {

  @Test
  void close_leavesNothing(@TempDir Path parent) throws Exception {
    try (TempFolder temp = TempFolder.in(parent, "a.mp4")) {
      Files.writeString(temp.file(), "video");
      Files.writeString(temp.file().resolveSibling("a.mp4.part"), "more");
      assertThat(parent).isNotEmptyDirectory();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void in_nothingCanBeCreated_isAnOutputProblemWithAdvice(@TempDir Path parent) {
    Path nowhere = parent.resolve("none");
    assertThatThrownBy(() -> TempFolder.in(nowhere, "a.mp4"))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.OUTPUT))
        .hasMessageContaining("temporary folder in " + nowhere)
        .hasMessageContaining("-Djava.io.tmpdir=");
  }
}
