package io.masklet.core.tensor.kernel;

/**
 * Pillow's bicubic kernel along one axis, in fixed point: which input bytes, with which weights,
 * make each output byte. As wide as the shrinking factor, so it averages when shrinking.
 *
 * @param count taps per output; short ones are padded with weight 0
 * @param first {@code [out]}: index of the first input sample, {@code 0 <= first <= in - count}
 * @param weights {@code [out, count]}, in units of {@code 2^-22}
 */
// Source: python-pillow/Pillow@11.0.0, src/libImaging/Resample.c, precompute_coeffs and
// normalize_coeffs_8bpc.
@SuppressWarnings("ArrayRecordComponent") // a table for loops; identity is never compared
public record FixedPointTaps(int count, int[] first, int[] weights) {

  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final double SUPPORT = 2;

  /** The taps from {@code in} to {@code out} samples. */
  public static FixedPointTaps bicubic(int in, int out) {
    double scale = (double) in / out;
    double wide = Math.max(scale, 1);
    int count = Math.min((int) Math.ceil(SUPPORT * wide) * 2 + 1, in);
    FixedPointTaps taps = new FixedPointTaps(count, new int[out], new int[out * count]);
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * scale;
      int low = Math.max((int) (centre - SUPPORT * wide + 0.5), 0);
      int high = Math.min((int) (centre + SUPPORT * wide + 0.5), in);
      taps.put(i, in, low, weights(low, high, centre, wide));
    }
    return taps;
  }

  private static double[] weights(int low, int high, double centre, double wide) {
    double[] weights = new double[high - low];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = cubic((low + k - centre + 0.5) / wide);
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static double cubic(double position) {
    double a = -0.5;
    double x = Math.abs(position);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }

  /** The window starts at {@code low}, or earlier where it would leave the input. */
  private void put(int i, int in, int low, double[] exact) {
    first[i] = Math.min(low, in - count);
    for (int k = 0; k < exact.length; k++) {
      double fixed = exact[k] * (1 << PRECISION_BITS);
      weights[i * count + low - first[i] + k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
    }
  }

  /**
   * One output byte.
   *
   * @param i which output
   * @param bytes unsigned input samples
   * @param offset index of input sample 0
   * @param stride from one input sample to the next
   */
  public byte apply(int i, byte[] bytes, int offset, int stride) {
    int sum = 1 << (PRECISION_BITS - 1);
    int from = offset + first[i] * stride;
    for (int k = 0; k < count; k++) {
      sum += weights[i * count + k] * (bytes[from + k * stride] & 0xFF);
    }
    return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }
}
