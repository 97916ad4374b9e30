package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;

/**
 * A convolution with everything folded in that training kept apart: batch norms and parallel
 * branches. Reads both ways of naming: as trained ({@code X.c.weight} with {@code X.bn.*}) and
 * re-parameterised ({@code X.weight}, {@code X.bias}).
 *
 * @param shape {@code [out, in/groups, k, k]}
 * @param weight of that shape, row-major
 * @param bias {@code [out]}
 */
record FusedConv(int[] shape, float[] weight, float[] bias) {

  private static final double BATCH_NORM_EPSILON = 1e-5;

  static FusedConv of(StateDict weights, String name) {
    if (weights.has(name + ".c.weight")) {
      return withBatchNorm(weights, name);
    }
    Weight weight = weights.get(name + ".weight");
    float[] bias = weights.get(name + ".bias", weight.dim(0)).floats();
    return new FusedConv(weight.shape(), weight.floats(), bias);
  }

  /**
   * The token mixer of a RepViT block: depth-wise 3x3 + depth-wise 1x1 + identity, which together
   * are one depth-wise 3x3.
   */
  static FusedConv tokenMixer(StateDict weights, String name) {
    if (weights.has(name + ".weight")) {
      return of(weights, name);
    }
    FusedConv wide = of(weights, name + ".conv");
    FusedConv point = of(weights, name + ".conv1");
    int kernel = wide.shape[2] * wide.shape[3];
    for (int c = 0; c < wide.bias.length; c++) {
      wide.weight[c * kernel + kernel / 2] += point.weight[c] + 1;
      wide.bias[c] += point.bias[c];
    }
    return wide;
  }

  /**
   * This convolution less the mean of its outputs at every pixel: the linear half of a layer norm
   * over channels.
   */
  FusedConv centred() {
    int perOutput = weight.length / outputs();
    float[] centred = weight.clone();
    for (int i = 0; i < perOutput; i++) {
      subtractMean(centred, i, perOutput);
    }
    float[] centredBias = bias.clone();
    subtractMean(centredBias, 0, 1);
    return new FusedConv(shape, centred, centredBias);
  }

  private static void subtractMean(float[] values, int first, int step) {
    double sum = 0;
    for (int i = first; i < values.length; i += step) {
      sum += values[i];
    }
    double mean = sum / ((values.length - 1 - first) / step + 1);
    for (int i = first; i < values.length; i += step) {
      values[i] = (float) (values[i] - mean);
    }
  }

  int outputs() {
    return shape[0];
  }

  int kernelPx() {
    return shape[2];
  }

  private static FusedConv withBatchNorm(StateDict weights, String name) {
    Weight conv = weights.get(name + ".c.weight");
    int out = conv.dim(0);
    float[] gain = weights.get(name + ".bn.weight", out).floats();
    float[] shift = weights.get(name + ".bn.bias", out).floats();
    float[] mean = weights.get(name + ".bn.running_mean", out).floats();
    float[] variance = weights.get(name + ".bn.running_var", out).floats();
    float[] folded = conv.floats();
    float[] bias = new float[out];
    int perOutput = folded.length / out;
    for (int o = 0; o < out; o++) {
      double scale = gain[o] / Math.sqrt(variance[o] + BATCH_NORM_EPSILON);
      bias[o] = (float) (shift[o] - mean[o] * scale);
      for (int i = o * perOutput; i < (o + 1) * perOutput; i++) {
        folded[i] = (float) (folded[i] * scale);
      }
    }
    return new FusedConv(conv.shape(), folded, bias);
  }
}
