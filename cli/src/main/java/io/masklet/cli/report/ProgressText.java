package io.masklet.cli.report;

import java.util.Locale;

/** How far a run is, in words: {@code frame 120 48 % 31.2 fps 0:04 left}. */
final class ProgressText {

  private ProgressText() {}

  /**
   * @param frames done so far, at least 1
   * @param fraction of the work that is done, 0 to 1, or NaN if nobody knows
   * @param elapsedSeconds since the first frame was begun
   */
  static String of(long frames, double fraction, double elapsedSeconds) {
    StringBuilder text = new StringBuilder("frame ").append(frames);
    if (!Double.isNaN(fraction)) {
      text.append(String.format(Locale.ROOT, "  %.0f %%", Math.floor(100 * fraction)));
    }
    if (elapsedSeconds > 0) {
      text.append("  ").append(Rate.of(frames / elapsedSeconds)).append(" fps");
    }
    if (fraction > 0) {
      text.append("  ").append(clock(elapsedSeconds * (1 - fraction) / fraction)).append(" left");
    }
    return text.toString();
  }

  /** 4 as 0:04, 3723 as 1:02:03. */
  static String clock(double seconds) {
    long whole = Math.round(Math.max(0, seconds));
    long hours = whole / 3600;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
