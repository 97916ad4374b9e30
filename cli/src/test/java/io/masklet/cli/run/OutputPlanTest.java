package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
