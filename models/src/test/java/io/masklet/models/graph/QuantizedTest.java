package io.masklet.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arithmetic in 8 bits against the same in plain Java, number by number. */
class QuantizedTest {

  private static final int ROWS = 70;
  private static final int INNER = 37;
  private static final int COLUMNS = 19;

  private final Random random = new Random(8);

  /**
   * Inputs of either sign, all positive and all negative: the zero point lies elsewhere in each.
   */
  @ParameterizedTest
  @ValueSource(floats = {0, 5, -5})
  void matMul_dynamicBySignedColumns_isTheIntegerProduct(float shift) {
    Tensor a = Tensor.random(random, 1, ROWS, INNER).map(x -> x + shift);
    Tensor keys = Tensor.random(random, 1, COLUMNS, INNER);
    keys.values()[3] = 40; // an outlier must not coarsen the other columns
    Tensor product =
        run(
            Map.of("a", a, "keys", keys),
            (x, k) -> x.quantize().matMul(k.quantizeSigned(2).transposed().times(0.25f)));
    assertThat(product.distance(slowProduct(a, keys, 0.25))).isLessThan(1e-5);
  }

  @Test
  void quantizeSigned_rowOfZeros_staysZero() {
    Tensor a = Tensor.random(random, 1, ROWS, INNER);
    Tensor product =
        run(
            Map.of("a", a, "keys", Tensor.filled(0, 1, COLUMNS, INNER)),
            (x, k) -> x.quantize().matMul(k.quantizeSigned(2).transposed()));
    assertThat(product.values()).containsOnly(0);
  }

  @Test
  void matMul_signedBySigned_isRefused() {
    GraphBuilder graph = new GraphBuilder("test", new OnnxWriter("t", WeightStore.inline()));
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(1, 8, 8));
    Quantized signed = x.quantizeSigned(2);
    assertThatThrownBy(() -> signed.matMul(signed.transposed()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("expected UINT8 for input 0, received INT8");
  }

  private interface Product {
    Value of(Value a, Value keys);
  }

  private static Tensor run(Map<String, Object> inputs, Product product) {
    try (Runner runner =
        Runner.of(
            writer -> {
              GraphBuilder graph = new GraphBuilder("test", writer);
              Value a = graph.input("a", ElementType.FLOAT, Shape.of(1, ROWS, INNER));
              Value keys = graph.input("keys", ElementType.FLOAT, Shape.of(1, COLUMNS, INNER));
              Value y = product.of(a, keys);
              graph.output("y", y, Shape.of(1, ROWS, COLUMNS));
            })) {
      return runner.run(inputs).get("y");
    }
  }

  /** The same in whole numbers: one scale and zero point for a, one scale for each key. */
  private static Tensor slowProduct(Tensor a, Tensor keys, double factor) {
    float low = 0;
    float high = 0;
    for (float value : a.values()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float scale = (high - low) / 255;
    long zero = Math.round(Math.rint(-low / scale));
    float[] product = new float[ROWS * COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      float keyScale = largest(keys, column) * (1f / Quantized.LARGEST_SIGNED);
      for (int row = 0; row < ROWS; row++) {
        long sum = 0;
        for (int i = 0; i < INNER; i++) {
          double value = Math.rint(a.values()[row * INNER + i] / scale) + zero;
          long key = (long) Math.rint(keys.values()[column * INNER + i] / keyScale);
          sum += ((long) Math.max(0, Math.min(255, value)) - zero) * key;
        }
        product[row * COLUMNS + column] = (float) (sum * (double) scale * keyScale * factor);
      }
    }
    return Tensor.of(new int[] {1, ROWS, COLUMNS}, product);
  }

  private static float largest(Tensor keys, int column) {
    float largest = 0;
    for (int i = column * INNER; i < (column + 1) * INNER; i++) {
      largest = Math.max(largest, Math.abs(keys.values()[i]));
    }
    return largest;
  }
}
