package io.masklet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.mask.Calibration;
import io.masklet.models.registry.ModelManifest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportReportTest {

  private final StringWriter err = new StringWriter();
  private long nowNs;

  private ImportReport report(boolean terminal, boolean quiet) {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(err), terminal, quiet, false);
    return new ImportReport(console, () -> nowNs);
  }

  /** 156 MB in 12 s, of which 36 MB were there before. */
  private void download(ImportReport report) {
    for (int second = 0; second <= 12; second++) {
      report.arrived(36_000_000L + second * 10_000_000L, 156_000_000L);
      nowNs += 1_000_000_000L;
    }
  }

  @Test
  void arrived_onATerminal_rewritesALineWithRateAndTimeLeft() {
    ImportReport report = report(/* terminal= */ true, /* quiet= */ false);
    download(report);
    report.end();
    assertThat(err.toString())
        .contains("\r86 of 156 MB  55 %  10.0 MB/s  0:07 left")
        .endsWith("\r\u001b[K")
        .doesNotContain("\n");
  }

  @Test
  void arrived_elsewhere_saysALineNowAndThen() {
    download(report(/* terminal= */ false, /* quiet= */ false));
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("136 of 156 MB  87 %  10.0 MB/s  0:02 left");
  }

  @Test
  void anything_quiet_saysNothing() {
    ImportReport report = report(/* terminal= */ true, /* quiet= */ true);
    download(report);
    report.building("image_encoder", 1, 4);
    report.end();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void again_saysWhyAndForgetsTheRate() {
    ImportReport report = report(/* terminal= */ true, /* quiet= */ false);
    download(report);
    report.again("nothing came for 60 s");
    nowNs += 60_000_000_000L;
    report.arrived(150_000_000L, 156_000_000L);
    assertThat(err.toString())
        .contains("Trying again: nothing came for 60 s.")
        .endsWith("\r150 of 156 MB  96 %\u001b[K");
  }

  @Test
  void recognised_saysWhatTheFileIs() {
    ModelManifest manifest =
        new ModelManifest(
            "cells",
            "1",
            "sam2.1",
            "",
            "",
            "",
            new ModelManifest.Checkpoint("run7.pt", 1, "tiny", 768, 1024, ""),
            Map.of(),
            Map.of(),
            Calibration.NONE);
    report(/* terminal= */ false, /* quiet= */ false).recognised(manifest);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "run7.pt holds sam2.1-tiny; it becomes the model cells. Building its graphs for 768"
                + " px.");
  }
}
