package io.masklet.core.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether what was said of masks came true: masks sorted by what was said into ten bins of equal
 * width.
 *
 * <p>Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 2.
 */
public final class Reliability {

  /** How many bins. */
  public static final int BINS = 10;

  /**
   * One bin, of {@code index / 10} to {@code (index + 1) / 10}; the last one has both its ends.
   *
   * @param masks how many, at least 1
   * @param said mean of what was said of them
   * @param came mean of what came
   */
  public record Bin(int index, int masks, double said, double came) {}

  private final List<Bin> bins = new ArrayList<>();
  private final int masks;

  /**
   * @param said of each mask, 0 to 1
   * @param came of it, 0 to 1: a share, or 0 and 1 for no and yes
   */
  public Reliability(double[] said, double[] came) {
    if (said.length != came.length || said.length == 0) {
      throw new IllegalArgumentException(
          "reliability: expected one outcome a mask, got %d masks and %d outcomes"
              .formatted(said.length, came.length));
    }
    masks = said.length;
    int[] counts = new int[BINS];
    double[] saidSums = new double[BINS];
    double[] cameSums = new double[BINS];
    for (int i = 0; i < masks; i++) {
      int bin = Math.max(0, Math.min(BINS - 1, (int) (BINS * said[i])));
      counts[bin]++;
      saidSums[bin] += said[i];
      cameSums[bin] += came[i];
    }
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        bins.add(
            new Bin(bin, counts[bin], saidSums[bin] / counts[bin], cameSums[bin] / counts[bin]));
      }
    }
  }

  /** Those that are not empty, ascending. */
  public List<Bin> bins() {
    return List.copyOf(bins);
  }

  /** How many masks there are in all. */
  public int masks() {
    return masks;
  }

  /** Expected calibration error: mean distance of said and came, each bin by its masks; 0 to 1. */
  public double error() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.masks() * Math.abs(bin.said() - bin.came());
    }
    return sum / masks;
  }
}
