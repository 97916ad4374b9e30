package io.masklet.core.mask;

/** Collects pixels in column order and writes the runs between changes of value. */
final class RleWriter {

  private final StringBuilder text = new StringBuilder();
  private boolean value;
  private long runStart;
  private long previous;
  private long beforePrevious;
  private int runs;

  /**
   * The value from position {@code i} on; positions ascend, and those left out keep the value
   * before them.
   */
  void pixel(long i, boolean newValue) {
    if (newValue != value) {
      endRun(i);
      value = newValue;
    }
  }

  /** Ends the last run at {@code length} and returns the string. */
  String finish(long length) {
    if (runStart < length) {
      endRun(length);
    }
    return text.toString();
  }

  private void endRun(long end) {
    long run = end - runStart;
    append(runs > 2 ? run - beforePrevious : run);
    beforePrevious = previous;
    previous = run;
    runStart = end;
    runs++;
  }

  private void append(long number) {
    boolean more;
    do {
      int group = (int) (number & 31);
      number >>= 5;
      more = (group & 16) != 0 ? number != -1 : number != 0;
      text.append((char) ((more ? group | 32 : group) + 48));
    } while (more);
  }
}
