package io.masklet.models.sam2;

import io.masklet.models.graph.Quantized;

/**
 * The weights of a linear map in 8 bits. Each output has its own scale, which makes its largest
 * weight {@link Quantized#LARGEST_SIGNED}; zero stays zero.
 *
 * @param columns W transposed, {@code [in, out]} row-major
 * @param scale {@code [out]}
 */
record Int8Weights(byte[] columns, float[] scale) {

  static Int8Weights of(Affine map) {
    byte[] columns = new byte[map.in() * map.out()];
    float[] scale = new float[map.out()];
    for (int o = 0; o < map.out(); o++) {
      scale[o] = scale(map, o);
      for (int i = 0; i < map.in(); i++) {
        columns[i * map.out() + o] = (byte) Math.rint(map.weight()[o * map.in() + i] / scale[o]);
      }
    }
    return new Int8Weights(columns, scale);
  }

  private static float scale(Affine map, int output) {
    float largest = 0;
    for (int i = output * map.in(); i < (output + 1) * map.in(); i++) {
      largest = Math.max(largest, Math.abs(map.weight()[i]));
    }
    return largest == 0 ? 1 : largest / Quantized.LARGEST_SIGNED;
  }
}
