package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import java.util.Arrays;

/**
 * A linear map with bias, {@code y = W x + b}: the form in which weights are folded into one
 * another before they enter a graph. A 1x1 convolution is one as well.
 *
 * <p>Folding is exact algebra, done once in double precision. Arrays are shared, never changed.
 *
 * @param weight W, {@code [out, in]} row-major
 * @param bias b, {@code [out]}
 */
record Affine(int in, int out, float[] weight, float[] bias) {

  Affine {
    if (weight.length != in * out || bias.length != out) {
      throw new IllegalArgumentException(
          "expected %dx%d weights and %d biases, got %d and %d"
              .formatted(out, in, out, weight.length, bias.length));
    }
  }

  /**
   * The weights {@code name.weight} and {@code name.bias}; kernels are flattened into {@code in}.
   */
  static Affine of(StateDict weights, String name) {
    Weight weight = weights.get(name + ".weight");
    int out = weight.dim(0);
    float[] bias = weights.get(name + ".bias", out).floats();
    return new Affine(weight.size() / out, out, weight.floats(), bias);
  }

  /** The weights {@code name.weight} of a map that has no bias. */
  static Affine unbiased(StateDict weights, String name) {
    Weight weight = weights.get(name + ".weight");
    int out = weight.dim(0);
    return new Affine(weight.size() / out, out, weight.floats(), new float[out]);
  }

  /** This map, then {@code next}. */
  Affine then(Affine next) {
    float[] product = new float[next.out * in];
    float[] sum = new float[next.out];
    double[] row = new double[in];
    for (int o = 0; o < next.out; o++) {
      Arrays.fill(row, 0);
      double constant = next.bias[o];
      for (int k = 0; k < out; k++) {
        double factor = next.weight[o * out + k];
        constant += factor * bias[k];
        for (int i = 0; i < in; i++) {
          row[i] += factor * weight[k * in + i];
        }
      }
      for (int i = 0; i < in; i++) {
        product[o * in + i] = (float) row[i];
      }
      sum[o] = (float) constant;
    }
    return new Affine(in, next.out, product, sum);
  }

  /** The {@code count} outputs from {@code first} on. */
  Affine outputs(int first, int count) {
    return new Affine(
        in,
        count,
        Arrays.copyOfRange(weight, first * in, (first + count) * in),
        Arrays.copyOfRange(bias, first, first + count));
  }

  /** Output {@code i} of the result is output {@code order[i]} of this. */
  Affine reorderOutputs(int[] order) {
    float[] rows = new float[weight.length];
    float[] biases = new float[out];
    for (int o = 0; o < out; o++) {
      System.arraycopy(weight, order[o] * in, rows, o * in, in);
      biases[o] = bias[order[o]];
    }
    return new Affine(in, out, rows, biases);
  }

  /** Output {@code i} times {@code factors[i]}. */
  Affine scaleOutputs(float[] factors) {
    float[] rows = weight.clone();
    float[] biases = bias.clone();
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        rows[o * in + i] *= factors[o];
      }
      biases[o] *= factors[o];
    }
    return new Affine(in, out, rows, biases);
  }

  /** Swaps the two axes of the inputs, {@code [outer, inner] -> [inner, outer]}. */
  Affine swapInputs(int outer, int inner) {
    float[] swapped = new float[weight.length];
    for (int o = 0; o < out; o++) {
      for (int a = 0; a < outer; a++) {
        for (int b = 0; b < inner; b++) {
          swapped[o * in + b * outer + a] = weight[o * in + a * inner + b];
        }
      }
    }
    return new Affine(in, out, swapped, bias);
  }

  /** W transposed, {@code [in, out]}: what MatMul wants on its right side. */
  float[] transposed() {
    float[] columns = new float[weight.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        columns[i * out + o] = weight[o * in + i];
      }
    }
    return columns;
  }
}
