package io.masklet.core.eval;

/**
 * What DAVIS tells of a measure over the frames of one object.
 *
 * @param mean over all frames; NaN if there are none
 * @param recall share of frames in which the measure is above 0.5
 * @param decay mean of the first quarter of the frames minus mean of the last: what is lost on the
 *     way. NaN if a quarter is empty
 */
public record Statistics(double mean, double recall, double decay) {

  private static final double RECALLED_ABOVE = 0.5;

  /** How the frames of an object are cut into quarters. */
  public enum Quarters {
    /** As the benchmark defines them. */
    EXACT,
    /**
     * As the official scorer cuts them: frame numbers are kept in 8 bits, so that those from 256 on
     * wrap around. Objects of up to 256 frames get the same figures as with {@link #EXACT}.
     */
    OFFICIAL_8_BIT
  }

  /**
   * Statistics of one object.
   *
   * @param values of the measure, in the order of the frames
   */
  // Source: davisvideochallenge/davis2017-evaluation, davis2017/utils.py#db_statistics.
  public static Statistics of(double[] values, Quarters quarters) {
    if (values.length == 0) {
      return new Statistics(Double.NaN, Double.NaN, Double.NaN);
    }
    int recalled = 0;
    for (double value : values) {
      recalled += value > RECALLED_ABOVE ? 1 : 0;
    }
    double decay = meanOfQuarter(values, 0, quarters) - meanOfQuarter(values, 3, quarters);
    return new Statistics(mean(values, 0, values.length), (double) recalled / values.length, decay);
  }

  private static double meanOfQuarter(double[] values, int quarter, Quarters quarters) {
    int from = cut(quarter, values.length, quarters);
    int to = cut(quarter + 1, values.length, quarters); // belongs to both of its quarters
    return mean(values, from, to + 1);
  }

  /** The frame at which a quarter begins, the previous one ends: rounded to the nearest. */
  private static int cut(int quarter, int frames, Quarters quarters) {
    int exact = (int) Math.rint(1 + quarter * (frames - 1) / 4.0 + 1e-10) - 1;
    return quarters == Quarters.OFFICIAL_8_BIT ? exact & 0xff : exact;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return from < to ? sum / (to - from) : Double.NaN;
  }
}
