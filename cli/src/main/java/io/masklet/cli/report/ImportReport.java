package io.masklet.cli.report;

import io.masklet.models.build.ModelPull;
import io.masklet.models.registry.ModelManifest;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far fetching and importing a model is: one line that is rewritten on a terminal, a
 * plain line now and then elsewhere, nothing when quiet.
 */
public final class ImportReport implements ModelPull.Progress {

  private static final long TERMINAL_INTERVAL_NS = 100_000_000L;
  private static final long PLAIN_INTERVAL_NS = 10_000_000_000L;

  private final Console console;
  private final LongSupplier nanoTime;
  private long shownNs;
  private long begunNs;
  private long begunBytes = -1;
  private boolean lineOpen;

  /**
   * @param nanoTime a clock
   */
  public ImportReport(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.shownNs = nanoTime.getAsLong();
  }

  @Override
  public void arrived(long doneBytes, long totalBytes) {
    long now = nanoTime.getAsLong();
    if (begunBytes < 0) {
      begunBytes = doneBytes;
      begunNs = now;
    }
    long interval = console.isTerminal() ? TERMINAL_INTERVAL_NS : PLAIN_INTERVAL_NS;
    if (now - shownNs >= interval) {
      shownNs = now;
      show(text(doneBytes, totalBytes, now));
    }
  }

  /** {@code 18 of 156 MB 12 % 3.4 MB/s 0:40 left}; the rate is that of this run. */
  private String text(long doneBytes, long totalBytes, long nowNs) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%.0f of %.0f MB  %d %%",
                doneBytes / 1e6,
                totalBytes / 1e6,
                100 * doneBytes / Math.max(1, totalBytes)));
    double seconds = (nowNs - begunNs) / 1e9;
    double rate = seconds > 0 ? (doneBytes - begunBytes) / seconds : 0;
    if (rate > 0) {
      text.append(String.format(Locale.ROOT, "  %.1f MB/s  ", rate / 1e6))
          .append(ProgressText.clock((totalBytes - doneBytes) / rate))
          .append(" left");
    }
    return text.toString();
  }

  @Override
  public void again(String reason) {
    end();
    console.say("Trying again: " + reason + ".");
    begunBytes = -1; // the pause is no part of the rate
  }

  @Override
  public void recognised(ModelManifest manifest) {
    end();
    ModelManifest.Checkpoint file = (ModelManifest.Checkpoint) manifest.network();
    String what = manifest.family() + (file.size().isEmpty() ? "" : "-" + file.size());
    console.say(
        String.format(
            Locale.ROOT,
            "%s holds %s; it becomes the model %s. Building its graphs for %d px.",
            file.file(),
            what,
            manifest.name(),
            file.imageSize()));
  }

  @Override
  public void building(String graph, int number, int count) {
    if (console.isTerminal()) {
      show(String.format(Locale.ROOT, "%s, %d of %d", graph, number, count));
    }
  }

  /** Takes the rewritten line away, so that what is said next stands alone. */
  public void end() {
    if (lineOpen) {
      console.clearLine();
      lineOpen = false;
    }
  }

  private void show(String text) {
    if (console.isQuiet()) {
      return;
    }
    if (console.isTerminal()) {
      console.rewriteLine(text);
      lineOpen = true;
    } else {
      console.say(text);
    }
  }
}
