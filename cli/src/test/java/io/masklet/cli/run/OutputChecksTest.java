package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputChecksTest {

  private final Path folder;
  private final Path input;

  OutputChecksTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.input = Files.createFile(folder.resolve("a.mp4"));
  }

  @Test
  void requireApart_theInputByAnotherWay_isRefused() throws IOException {
    Files.createDirectory(folder.resolve("x"));
    assertRefused("that is the input itself", folder.resolve("x").resolve("..").resolve("a.mp4"));
  }

  @Test
  void requireApart_theFolderAnInputLiesIn_isRefused() {
    assertRefused("the input " + input + " lies in it", folder);
  }

  @Test
  void requireApart_aPictureOfAnInputFolder_isRefused() throws IOException {
    Path picture = Files.createFile(folder.resolve("00000.png"));
    assertRefused("a file of the input", List.of(folder), picture);
  }

  @Test
  void requireApart_newNameInAnInputFolder_isFine() {
    assertThatCode(
            () -> OutputChecks.requireApart(List.of(folder.resolve("new.csv")), List.of(folder)))
        .doesNotThrowAnyException();
  }

  @Test
  void requireApart_oneNameTwice_isRefused() {
    assertRefused("two outputs", folder.resolve("o"), folder.resolve("x/../o"));
  }

  @Test
  void requireApart_oneInsideTheOther_isRefusedInEitherOrder() {
    Path masks = folder.resolve("out");
    Path csv = masks.resolve("a.csv");
    assertRefused("one inside the other", masks, csv);
    assertRefused("one inside the other", csv, masks);
  }

  @Test
  void requireApart_differentPlaces_isFine() {
    List<Path> outputs = List.of(folder.resolve("o"), folder.resolve("o.csv"), folder.resolve("p"));
    assertThatCode(() -> OutputChecks.requireApart(outputs, List.of(input)))
        .doesNotThrowAnyException();
  }

  private void assertRefused(String reason, Path... outputs) {
    assertRefused(reason, List.of(input), outputs);
  }

  private static void assertRefused(String reason, List<Path> inputs, Path... outputs) {
    assertThatThrownBy(() -> OutputChecks.requireApart(List.of(outputs), inputs))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.OUTPUT))
        .hasMessageContaining(reason);
  }
}
