package io.masklet.core.tensor.kernel;

/** The inner loops of separable resampling: along rows and across them. */
public final class SeparableKernel {

  private SeparableKernel() {}

  /**
   * Resamples one row of one plane.
   *
   * @param row {@code [in]}, from {@code offset}
   * @param out {@code [taps.outputs()]}, from {@code outOffset}; overwritten
   */
  public static void alongRow(float[] row, int offset, AxisTaps taps, float[] out, int outOffset) {
    int count = taps.count();
    int[] first = taps.first();
    float[] weights = taps.weights();
    for (int i = 0; i < first.length; i++) {
      int from = offset + first[i];
      int w = i * count;
      float sum = 0;
      for (int k = 0; k < count; k++) {
        sum += weights[w + k] * row[from + k];
      }
      out[outOffset + i] = sum;
    }
  }

  /**
   * Resamples one row of packed RGB into three planar rows.
   *
   * @param rgb {@code [in, 3]}, numbers 0 to 255
   * @param out three rows of {@code taps.outputs()} numbers, one after the other; overwritten
   */
  public static void alongRgbRow(float[] rgb, AxisTaps taps, float[] out) {
    int count = taps.count();
    int[] first = taps.first();
    float[] weights = taps.weights();
    int outputs = first.length;
    for (int i = 0; i < outputs; i++) {
      int from = 3 * first[i];
      int w = i * count;
      float red = 0;
      float green = 0;
      float blue = 0;
      for (int k = 0; k < count; k++, from += 3) {
        float weight = weights[w + k];
        red += weight * rgb[from];
        green += weight * rgb[from + 1];
        blue += weight * rgb[from + 2];
      }
      out[i] = red;
      out[outputs + i] = green;
      out[2 * outputs + i] = blue;
    }
  }

  /**
   * Makes one output row as a weighted sum of input rows. The inner loop is contiguous, so that the
   * compiler turns it into vector instructions.
   *
   * @param rows input rows, {@code stride} numbers apart
   * @param column where in a row to start
   * @param i which output row
   * @param out {@code [length]}, from {@code outOffset}; overwritten
   */
  public static void acrossRows(
      float[] rows,
      int stride,
      int column,
      AxisTaps taps,
      int i,
      float[] out,
      int outOffset,
      int length) {
    int source = taps.first()[i] * stride + column;
    scale(rows, source, taps.weights()[i * taps.count()], out, outOffset, length);
    for (int k = 1; k < taps.count(); k++) {
      float weight = taps.weights()[i * taps.count() + k];
      if (weight != 0) { // padding taps are common and cost a whole row
        addScaled(rows, source + k * stride, weight, out, outOffset, length);
      }
    }
  }

  /**
   * The same of input rows of which only the latest are held.
   *
   * @param ring {@code [taps.count(), length]}: row y is {@code ring[y % taps.count()]}
   * @param out {@code [length]}; overwritten
   */
  public static void acrossRing(float[][] ring, AxisTaps taps, int i, float[] out) {
    int count = taps.count();
    int source = taps.first()[i];
    scale(ring[source % count], 0, taps.weights()[i * count], out, 0, out.length);
    for (int k = 1; k < count; k++) {
      float weight = taps.weights()[i * count + k];
      if (weight != 0) {
        addScaled(ring[(source + k) % count], 0, weight, out, 0, out.length);
      }
    }
  }

  private static void scale(
      float[] row, int offset, float weight, float[] out, int outOffset, int length) {
    for (int x = 0; x < length; x++) {
      out[outOffset + x] = weight * row[offset + x];
    }
  }

  private static void addScaled(
      float[] row, int offset, float weight, float[] out, int outOffset, int length) {
    for (int x = 0; x < length; x++) {
      out[outOffset + x] += weight * row[offset + x];
    }
  }

  /** Turns bytes 0 to 255 into numbers 0 to 255. */
  public static void unsignedToFloat(byte[] bytes, float[] out) {
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[i] & 0xff;
    }
  }

  /** {@code values[i] = values[i] * factor + term} for {@code length} values from an offset on. */
  public static void scaleAndShift(
      float[] values, int offset, int length, float factor, float term) {
    for (int i = offset; i < offset + length; i++) {
      values[i] = values[i] * factor + term;
    }
  }
}
