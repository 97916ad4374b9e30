package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways of attention against plain loops; more than 512 queries are cut into lots. */
class AttentionTest {

  private static final int CHANNELS = 24;
  private static final int VALUES = 12;

  /** What 8 bits cost values whose deviation is 1; measured: up to 0.027. */
  private static final double INT8_LIMIT = 0.04;

  @ParameterizedTest
  @CsvSource({"1, 64, 90, 1", "2, 64, 90, 3", "1, 512, 70, 1", "2, 700, 40, 2", "1, 1100, 33, 3"})
  void attend_anyShape_isTheSlowTwins(int batch, int rows, int keys, int heads) {
    Random random = new Random(9);
    Tensor q = Tensor.random(random, batch, rows, CHANNELS);
    Tensor k = Tensor.random(random, batch, keys, CHANNELS);
    Tensor v = Tensor.random(random, batch, keys, VALUES);
    Map<String, Object> inputs = Map.of("q", q, "k", k, "v", v);
    Tensor slow = slow(q, k, v, heads);
    assertThat(run(inputs, q, k, v, heads, Attention::plain).distance(slow)).isLessThan(1e-5);
    double int8 = run(inputs, q, k, v, heads, Attention::int8).distance(slow);
    assertThat(int8).isGreaterThan(1e-5).isLessThan(INT8_LIMIT);
  }

  private interface Way {
    Value attend(Value q, Value k, Value v, int heads);
  }

  private static Tensor run(
      Map<String, Object> inputs, Tensor q, Tensor k, Tensor v, int heads, Way way) {
    try (Runner runner =
        Runner.of(
            writer -> {
              GraphBuilder graph = new GraphBuilder("test", writer);
              Value y =
                  way.attend(
                      input(graph, "q", q), input(graph, "k", k), input(graph, "v", v), heads);
              graph.output("y", y, y.shape());
            })) {
      return runner.run(inputs).get("y");
    }
  }

  private static Value input(GraphBuilder graph, String name, Tensor x) {
    int[] s = x.shape();
    return graph.input(name, ElementType.FLOAT, Shape.of("B", s[1], s[2]));
  }

  private static Tensor slow(Tensor q, Tensor k, Tensor v, int heads) {
    int batch = q.shape()[0];
    int rows = q.shape()[1];
    float[] seen = new float[batch * rows * VALUES];
    for (int b = 0; b < batch; b++) {
      for (int row = 0; row < rows; row++) {
        for (int head = 0; head < heads; head++) {
          look(q, k, v, b, row, head, heads, seen);
        }
      }
    }
    return Tensor.of(new int[] {batch, rows, VALUES}, seen);
  }

  private static void look(
      Tensor q, Tensor k, Tensor v, int b, int row, int head, int heads, float[] seen) {
    int rows = q.shape()[1];
    int keys = k.shape()[1];
    int c = CHANNELS / heads;
    int w = VALUES / heads;
    double[] weights = new double[keys];
    double sum = 0;
    for (int key = 0; key < keys; key++) {
      double score = 0;
      for (int i = head * c; i < (head + 1) * c; i++) {
        score +=
            (double) q.values()[(b * rows + row) * CHANNELS + i]
                * k.values()[(b * keys + key) * CHANNELS + i];
      }
      weights[key] = Math.exp(score / Math.sqrt(c));
      sum += weights[key];
    }
    for (int i = head * w; i < (head + 1) * w; i++) {
      double mean = 0;
      for (int key = 0; key < keys; key++) {
        mean += weights[key] / sum * v.values()[(b * keys + key) * VALUES + i];
      }
      seen[(b * rows + row) * VALUES + i] = (float) mean;
    }
  }
}
