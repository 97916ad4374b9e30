package io.masklet.cli.report;

import java.util.Locale;

/** Sizes of files in words: {@code 156.0 MB}. */
public final class SizeText {

  private SizeText() {}

  /** Millions of bytes, as disks and networks are sold. */
  public static String of(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
