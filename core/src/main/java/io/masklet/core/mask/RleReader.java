package io.masklet.core.mask;

/** Reads runs out of a string that may come from anywhere; refuses what does not add up. */
final class RleReader {

  /** Seven groups of five bits hold every run and difference of the largest picture. */
  private static final int MAX_GROUPS = 7;

  private final Rle rle;
  private int position;
  private long total;
  private long previous;
  private long beforePrevious;
  private int runs;

  RleReader(Rle rle) {
    this.rle = rle;
  }

  boolean hasNext() {
    return position < rle.counts().length();
  }

  /** The next run in pixels; all runs together never exceed the picture. */
  long nextRun() {
    long number = nextNumber();
    long run = runs > 2 ? number + beforePrevious : number;
    if (run < 0) {
      throw broken("run %d is negative (%d)".formatted(runs, run));
    }
    total += run;
    if (total > rle.size().areaPx()) {
      throw broken("the first %d runs already cover %d pixels".formatted(runs + 1, total));
    }
    beforePrevious = previous;
    previous = run;
    runs++;
    return run;
  }

  void requireFull() {
    if (total != rle.size().areaPx()) {
      throw broken("the runs cover %d pixels".formatted(total));
    }
  }

  private long nextNumber() {
    long number = 0;
    for (int group = 0; group < MAX_GROUPS; group++) {
      int bits = nextGroup();
      number |= (long) (bits & 31) << (5 * group);
      if ((bits & 32) == 0) {
        boolean negative = (bits & 16) != 0;
        return negative ? number | -1L << (5 * (group + 1)) : number;
      }
    }
    throw broken("a number has more than " + MAX_GROUPS + " characters");
  }

  private int nextGroup() {
    if (!hasNext()) {
      throw broken("it ends inside a number");
    }
    int bits = rle.counts().charAt(position) - 48;
    if (bits < 0 || bits > 63) {
      throw broken("the character is not one of '0' to 'o'");
    }
    position++;
    return bits;
  }

  private IllegalArgumentException broken(String reason) {
    return new IllegalArgumentException(
        "run-length mask of %s, character %d of %d: %s; expected runs that cover exactly %d pixels"
            .formatted(rle.size(), position, rle.counts().length(), reason, rle.size().areaPx()));
  }
}
