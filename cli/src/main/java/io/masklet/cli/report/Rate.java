package io.masklet.cli.report;

import java.util.Locale;

/** How fast a run is, in digits that mean something however slow it is. */
public final class Rate {

  private Rate() {}

  /** 31.24 as 31.2, 0.0461 as 0.046. */
  public static String of(double perSecond) {
    String format = perSecond < 0.1 ? "%.3f" : perSecond < 1 ? "%.2f" : "%.1f";
    return String.format(Locale.ROOT, format, perSecond);
  }
}
