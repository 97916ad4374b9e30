package io.masklet.core.tensor.kernel;

/**
 * Which input samples, with which weights, make each output sample along one axis.
 *
 * <p>Every output has the same number of taps; short ones are padded with weight 0, so that kernels
 * loop without a branch. All arithmetic is float32, as in the reference.
 *
 * @param count taps per output
 * @param first {@code [out]}: index of the first input sample, {@code 0 <= first <= in - count}
 * @param weights {@code [out, count]}: sums to 1 for each output
 */
// Source: pytorch/pytorch, aten/src/ATen/native/cpu/UpSampleKernel.cpp and UpSample.h.
@SuppressWarnings("ArrayRecordComponent") // a table for loops; identity is never compared
public record AxisTaps(int count, int[] first, float[] weights) {

  /** Number of output samples. */
  public int outputs() {
    return first.length;
  }

  /** Two taps around the half-pixel position: torch bilinear, {@code align_corners=False}. */
  public static AxisTaps bilinear(int in, int out) {
    int count = Math.min(2, in);
    AxisTaps taps = new AxisTaps(count, new int[out], new float[out * count]);
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      float position = Math.max(scale * (i + 0.5f) - 0.5f, 0f);
      int left = Math.min((int) position, in - 1);
      float lambda = position - left;
      taps.add(i, in, left, left, 1f - lambda);
      taps.add(i, in, left, Math.min(left + 1, in - 1), lambda);
    }
    return taps;
  }

  /**
   * A triangle as wide as the shrinking factor: torch bilinear with {@code antialias=True}. Equals
   * {@link #bilinear} when growing.
   */
  public static AxisTaps antialias(int in, int out) {
    float scale = (float) in / out;
    float support = Math.max(scale, 1f);
    int count = Math.min((int) Math.ceil(support) * 2 + 1, in);
    AxisTaps taps = new AxisTaps(count, new int[out], new float[out * count]);
    for (int i = 0; i < out; i++) {
      taps.putTriangle(i, in, scale * (i + 0.5f), support);
    }
    return taps;
  }

  private void putTriangle(int i, int in, float centre, float support) {
    int low = Math.max((int) (centre - support + 0.5f), 0);
    int high = Math.min((int) (centre + support + 0.5f), in);
    float sum = 0;
    for (int j = low; j < high; j++) {
      sum += triangle((j - centre + 0.5f) / support);
    }
    for (int j = low; j < high; j++) {
      add(i, in, low, j, triangle((j - centre + 0.5f) / support) / sum);
    }
  }

  private static float triangle(float x) {
    return Math.max(0f, 1f - Math.abs(x));
  }

  /** Adds a weight; the window starts at {@code low}, or earlier where it would leave the input. */
  private void add(int i, int in, int low, int j, float weight) {
    first[i] = Math.min(low, in - count);
    weights[i * count + j - first[i]] += weight;
  }
}
