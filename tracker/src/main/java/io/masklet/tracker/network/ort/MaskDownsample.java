package io.masklet.tracker.network.ort;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;

/**
 * The 4x4 convolution of stride 4 that turns a given mask into a mask prompt for its pointer.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam2_base.py, {@code mask_downsample}.
 */
final class MaskDownsample {

  private static final int STRIDE = 4;

  private final float[] weight;
  private final float bias;

  /**
   * @param weight {@code [4, 4]}, row-major
   */
  MaskDownsample(float[] weight, float bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * @param mask {@code [S, S]}, S a multiple of 4
   * @return {@code [S/4, S/4]}
   */
  MaskLogits apply(MaskLogits mask) {
    int side = mask.size().widthPx();
    int small = side / STRIDE;
    float[] out = new float[small * small];
    for (int y = 0; y < small; y++) {
      for (int x = 0; x < small; x++) {
        out[y * small + x] = bias + patch(mask.values(), side, x * STRIDE, y * STRIDE);
      }
    }
    return new MaskLogits(Size.square(small), out);
  }

  private float patch(float[] values, int side, int x0, int y0) {
    float sum = 0;
    for (int dy = 0; dy < STRIDE; dy++) {
      for (int dx = 0; dx < STRIDE; dx++) {
        sum += weight[dy * STRIDE + dx] * values[(y0 + dy) * side + x0 + dx];
      }
    }
    return sum;
  }
}
