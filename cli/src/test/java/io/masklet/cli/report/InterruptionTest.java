package io.masklet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, false);

  @Test
  void request_first_asksToStopAndSaysHowToLeaveAtOnce() {
    try (Interruption interruption = Interruption.listen(console)) {
      assertThat(interruption.isRequested()).isFalse();
      interruption.request();
      assertThat(interruption.isRequested()).isTrue();
    }
    assertThat(err.toString()).contains("press Ctrl-C again");
  }
}
