package io.masklet.models.sam2;

/**
 * Sine encodings of where and when. Not in any checkpoint; computed for the size of the input.
 *
 * <p>Two conventions, easily mixed up: in space sine and cosine alternate and y comes first, in
 * time all sines come before all cosines.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/position_encoding.py#PositionEmbeddingSine
// and
// sam2/modeling/sam2_utils.py#get_1d_sine_pe.
final class SinePosition {

  private static final double TEMPERATURE = 10_000;

  private SinePosition() {}

  /**
   * The encoding of a square map, as tokens {@code [side*side, channels]}: the first half of the
   * channels encodes y, the second x.
   */
  static float[] ofMap(int side, int channels) {
    int half = channels / 2;
    float[] axis = new float[side * half];
    for (int i = 0; i < side; i++) {
      double position = (i + 1) / (side + 1e-6) * 2 * Math.PI;
      for (int k = 0; k < half; k++) {
        double angle = position / period(k, half);
        axis[i * half + k] = (float) (k % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
      }
    }
    float[] tokens = new float[side * side * channels];
    for (int t = 0; t < side * side; t++) {
      System.arraycopy(axis, t / side * half, tokens, t * channels, half);
      System.arraycopy(axis, t % side * half, tokens, t * channels + half, half);
    }
    return tokens;
  }

  /** Angle per unit of time for each of the {@code channels / 2} sines (and cosines). */
  static float[] temporalFrequencies(int channels) {
    float[] frequencies = new float[channels / 2];
    for (int k = 0; k < frequencies.length; k++) {
      frequencies[k] = (float) (1 / period(k, frequencies.length));
    }
    return frequencies;
  }

  private static double period(int k, int count) {
    return StrictMath.pow(TEMPERATURE, 2.0 * (k / 2) / count);
  }
}
