package io.masklet.core.eval;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How well a score finds bad frames: what a person sees who looks at frames in the order of the
 * score, the highest first.
 *
 * <p>Frames with equal scores count as half found before each other, so the order they come in does
 * not matter.
 */
public final class SearchCurve {

  private final double[] scores;
  private final boolean[] bad;
  private final int badCount;

  /**
   * @param scores one a frame, higher means more suspect; not NaN
   * @param bad whether the frame really is
   */
  public SearchCurve(double[] scores, boolean[] bad) {
    if (scores.length != bad.length) {
      throw new IllegalArgumentException(
          "search curve: %d scores for %d frames".formatted(scores.length, bad.length));
    }
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    this.scores = Arrays.stream(order).mapToDouble(i -> scores[i]).toArray();
    this.bad = new boolean[order.length];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      this.bad[i] = bad[order[i]];
      count += this.bad[i] ? 1 : 0;
    }
    this.badCount = count;
  }

  public int frames() {
    return bad.length;
  }

  public int badFrames() {
    return badCount;
  }

  /**
   * Area under the ROC curve: how often a bad frame has a higher score than a good one; 0.5 is
   * chance. NaN if all frames are good, or all are bad.
   */
  public double auc() {
    double wins = 0; // of a bad frame over a good one
    long goodBelow = (long) bad.length - badCount;
    for (int from = 0; from < bad.length; ) {
      int to = endOfEqual(from);
      long badHere = countBad(from, to);
      long goodHere = to - from - badHere;
      goodBelow -= goodHere;
      wins += badHere * (goodBelow + goodHere / 2.0);
      from = to;
    }
    return wins / ((double) badCount * (bad.length - badCount));
  }

  /**
   * Share of the bad frames among the most suspect ones.
   *
   * @param looked share of all frames that are looked at, 0 to 1
   */
  public double found(double looked) {
    double left = looked * bad.length;
    double found = 0;
    for (int from = 0; from < bad.length && left > 0; ) {
      int to = endOfEqual(from);
      double share = Math.min(1, left / (to - from));
      found += share * countBad(from, to);
      left -= to - from;
      from = to;
    }
    return found / badCount;
  }

  /**
   * Share of bad frames among those that are looked at.
   *
   * @param looked share of all frames that are looked at, above 0 to 1
   */
  public double precision(double looked) {
    return found(looked) * badCount / (looked * bad.length);
  }

  private int endOfEqual(int from) {
    int to = from;
    while (to < scores.length && scores[to] == scores[from]) {
      to++;
    }
    return to;
  }

  private long countBad(int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count += bad[i] ? 1 : 0;
    }
    return count;
  }
}
