package io.masklet.cli.report;

import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.pipeline.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shows progress with rate and time left: one line that is rewritten on a terminal, a plain line
 * now and then elsewhere, nothing when quiet.
 *
 * <p>How far the run is goes by time stamps, not by frame numbers, of which containers know less.
 */
public final class ProgressReport implements Progress {

  private static final long TERMINAL_INTERVAL_NS = 100_000_000L;
  private static final long PLAIN_INTERVAL_NS = 10_000_000_000L;

  private final Console console;
  private final long startUs;
  private final long endUs;
  private final BooleanSupplier cancelled;
  private final LongSupplier nanoTime;
  private final long begunNs;
  private long shownNs;
  private long frames;
  private boolean lineOpen;

  /**
   * @param startUs time of the first frame to be tracked
   * @param endUs time where the run will end, or -1 if nobody knows
   * @param cancelled whether somebody asked to stop
   * @param nanoTime a clock
   */
  public ProgressReport(
      Console console, long startUs, long endUs, BooleanSupplier cancelled, LongSupplier nanoTime) {
    this.console = console;
    this.startUs = startUs;
    this.endUs = endUs;
    this.cancelled = cancelled;
    this.nanoTime = nanoTime;
    this.begunNs = nanoTime.getAsLong();
    this.shownNs = begunNs;
  }

  @Override
  public void frameDone(TrackedFrame frame) {
    frameDoneAt(frame.timestampUs());
  }

  /** A frame of this presentation time was done. */
  public void frameDoneAt(long timestampUs) {
    frameDone(fraction(timestampUs));
  }

  /** A frame was done; it does not tell how much is left. */
  public void frameDone() {
    frameDone(Double.NaN);
  }

  private void frameDone(double fraction) {
    frames++;
    long now = nanoTime.getAsLong();
    long interval = console.isTerminal() ? TERMINAL_INTERVAL_NS : PLAIN_INTERVAL_NS;
    if (console.isQuiet() || now - shownNs < interval) {
      return;
    }
    shownNs = now;
    String text = ProgressText.of(frames, fraction, elapsedSeconds(now));
    if (console.isTerminal()) {
      console.rewriteLine(text);
      lineOpen = true;
    } else {
      console.say(text);
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** Takes the rewritten line away, so that what is said next stands alone. */
  public void end() {
    if (lineOpen) {
      console.clearLine();
      lineOpen = false;
    }
  }

  /** Seconds since this was made. */
  public double elapsedSeconds() {
    return elapsedSeconds(nanoTime.getAsLong());
  }

  private double elapsedSeconds(long nowNs) {
    return (nowNs - begunNs) / 1e9;
  }

  private double fraction(long timestampUs) {
    long length = endUs - startUs;
    return endUs < 0 || length <= 0
        ? Double.NaN
        : Math.min(1, Math.max(0, (double) (timestampUs - startUs) / length));
  }
}
