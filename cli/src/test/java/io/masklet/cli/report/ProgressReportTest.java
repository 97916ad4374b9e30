package io.masklet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import io.masklet.tracker.object.TrackedFrame;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReportTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private long nowNs;

  @Test
  void frameDone_onATerminal_rewritesOneLineAndClearsItInTheEnd() {
    ProgressReport progress = report(/* terminal= */ true, /* quiet= */ false);
    runTenFramesOfASecond(progress);
    progress.end();
    assertThat(err.toString()).contains("\rframe 5  40 %  1.0 fps").endsWith("\r\u001b[K");
    assertThat(err.toString()).doesNotContain("\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void frameDone_elsewhere_saysAPlainLineNowAndThen() {
    ProgressReport progress = report(/* terminal= */ false, /* quiet= */ false);
    runTenFramesOfASecond(progress);
    progress.end();
    assertThat(err.toString()).isEqualToIgnoringNewLines("frame 10  90 %  1.0 fps  0:01 left");
  }

  @Test
  void frameDone_quiet_saysNothing() {
    ProgressReport progress = report(/* terminal= */ true, /* quiet= */ true);
    runTenFramesOfASecond(progress);
    progress.end();
    assertThat(err.toString()).isEmpty();
  }

  private ProgressReport report(boolean terminal, boolean quiet) {
    Console console =
        new Console(
            new PrintWriter(out), new PrintWriter(err), terminal, quiet, /* debug= */ false);
    return new ProgressReport(console, 0, 10_000_000, () -> false, () -> nowNs);
  }

  private void runTenFramesOfASecond(ProgressReport progress) {
    for (int i = 0; i < 10; i++) {
      nowNs += 1_000_000_000;
      progress.frameDone(new TrackedFrame(i, i * 1_000_000L, new Size(2, 2), List.of()));
    }
  }
}
