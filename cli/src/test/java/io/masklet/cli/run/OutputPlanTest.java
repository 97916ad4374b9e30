package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.report.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPlanTest {

  @Test
  void overlayNameFor_liesInTheCurrentFolder() {
    assertThat(OutputPlan.overlayNameFor(Path.of("/films/my cat.v2.mov")))
        .isEqualTo(Path.of("my cat.v2-masklet.mp4"));
    assertThat(OutputPlan.overlayNameFor(Path.of("films/frames/")))
        .isEqualTo(Path.of("frames-masklet.mp4"));
    assertThat(OutputPlan.overlayNameFor(Path.of(".hidden")))
        .isEqualTo(Path.of(".hidden-masklet.mp4"));
  }

  @Test
  void requireApartFrom_theInputItself_isRefusedEvenWithForce(@TempDir Path folder)
      throws Exception {
    Path input = Files.createFile(folder.resolve("a.mp4"));
    Path sameByAnotherWay = folder.resolve("x").resolve("..").resolve("a.mp4");
    Files.createDirectory(folder.resolve("x"));
    OutputPlan plan = new OutputPlan(sameByAnotherWay, null, null, null, null, true);
    assertThatThrownBy(() -> plan.requireApartFrom(input))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("the input itself");
  }

  @Test
  void requireApartFrom_oneNameTwice_isRefused() {
    OutputPlan plan = new OutputPlan(null, null, Path.of("a"), Path.of("x/../a"), null, true);
    assertThatThrownBy(() -> plan.requireApartFrom(Path.of("in.mp4")))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("two outputs");
  }

  @Test
  void requireApartFrom_differentNames_isFine() {
    OutputPlan plan =
        new OutputPlan(Path.of("a"), Path.of("b"), Path.of("c"), Path.of("d"), null, false);
    assertThatCode(() -> plan.requireApartFrom(Path.of("in.mp4"))).doesNotThrowAnyException();
  }
}
