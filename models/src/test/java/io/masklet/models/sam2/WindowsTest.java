package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows and pooling in token order against the plain ones, row by row. */
class WindowsTest {

  private static final int CHANNELS = 3;

  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({"1", "2", "6", "8", "12", "24", "40"})
  void index_anySide_isAPermutation(int side) {
    long[] rowMajor = TokenOrder.toRowMajor(side);
    assertThat(Arrays.stream(rowMajor).sorted().toArray())
        .isEqualTo(IntStream.range(0, side * side).asLongStream().toArray());
    long[] places = TokenOrder.fromRowMajor(side);
    for (int t = 0; t < side * side; t++) {
      assertThat(rowMajor[(int) places[t]]).isEqualTo(t);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8, 8", "16, 4", "24, 8", "12, 8", "12, 7", "16, 14", "4, 7", "6, 4", "10, 0", "8, 5"
  })
  void split_everyWindow_holdsItsTokensAndZeros(int side, int window) {
    Tensor map = Tensor.random(random, side * side, CHANNELS);
    Tensor windows = run(map, side, tokens -> new Windows(side, window).split(tokens));
    int w = window == 0 ? side : window;
    int perSide = (side + w - 1) / w;
    assertThat(windows.shape()).containsExactly(perSide * perSide, w * w, CHANNELS);
    List<List<Float>> expected = new ArrayList<>();
    List<List<Float>> actual = new ArrayList<>();
    for (int i = 0; i < perSide * perSide; i++) {
      expected.add(sorted(plainWindow(map, side, w, i / perSide * w, i % perSide * w)));
      actual.add(sorted(windows.slice(i).values()));
    }
    assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static float[] plainWindow(Tensor map, int side, int w, int top, int left) {
    float[] values = new float[w * w * CHANNELS];
    for (int t = 0; t < w * w; t++) {
      int y = top + t / w;
      int x = left + t % w;
      for (int c = 0; c < CHANNELS && y < side && x < side; c++) {
        values[t * CHANNELS + c] = map.values()[(y * side + x) * CHANNELS + c];
      }
    }
    return values;
  }

  /** Attention asks neither for the order of windows nor for the order inside one. */
  private static List<Float> sorted(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).sorted().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "8, 8", "16, 4", "24, 8", "12, 8", "12, 7", "16, 14", "4, 7", "6, 4", "10, 0", "8, 5"
  })
  void join_afterSplit_isTheMap(int side, int window) {
    Tensor map = Tensor.random(random, side * side, CHANNELS);
    Windows windows = new Windows(side, window);
    Tensor back = run(map, side, tokens -> windows.join(windows.split(tokens), false));
    assertThat(fromTokenOrder(back, side).distance(map)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "16, 4", "24, 8", "12, 8", "16, 14", "4, 6", "6, 4", "10, 0"})
  void pool_insideWindows_isTheLargestOfEveryCell(int side, int window) {
    // Above zero, so that what lies outside the map never wins.
    Tensor map = Tensor.random(random, side * side, CHANNELS).map(Math::abs);
    Windows windows = new Windows(side, window);
    Tensor pooled =
        run(map, side, tokens -> windows.join(Windows.pool(windows.split(tokens)), true));
    int half = side / 2;
    Tensor expected = Tensor.filled(0, half * half, CHANNELS);
    for (int t = 0; t < side * side; t++) {
      for (int c = 0; c < CHANNELS; c++) {
        int cell = (t / side / 2 * half + t % side / 2) * CHANNELS + c;
        expected.values()[cell] = Math.max(expected.values()[cell], map.values()[t * CHANNELS + c]);
      }
    }
    assertThat(fromTokenOrder(pooled, half).distance(expected)).isZero();
  }

  /** Rows of torch's bicubic interpolation, a = -0.75. */
  @Test
  void positionTaps_areTorchs() {
    double[][] seven = PositionTable.taps(7, 256);
    assertRow(seven[0], 1.096241, -0.096241, 0, 0, 0, 0, 0);
    assertRow(seven[100], 0, -0.105191, 0.880641, 0.259249, -0.034699, 0, 0);
    double[] row = PositionTable.taps(14, 256)[128];
    assertRow(Arrays.copyOfRange(row, 5, 9), -0.088358, 0.557607, 0.629333, -0.098581);
  }

  private static void assertRow(double[] row, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(row[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  /** Runs a part on {@code map}, given row by row and handed over in token order. */
  private static Tensor run(Tensor map, int side, UnaryOperator<Value> part) {
    try (Runner runner =
        Runner.of(
            writer -> {
              GraphBuilder graph = new GraphBuilder("windows", writer);
              Value rows = graph.input("x", ElementType.FLOAT, Shape.of(1, side * side, CHANNELS));
              Value order = graph.integers("order", TokenOrder.toRowMajor(side));
              Value y = part.apply(rows.take(1, order));
              graph.output("y", y, y.shape());
            })) {
      return runner.run(Map.of("x", map.reshape(1, side * side, CHANNELS))).get("y");
    }
  }

  private static Tensor fromTokenOrder(Tensor tokens, int side) {
    float[] rows = new float[tokens.values().length];
    for (int t = 0; t < side * side; t++) {
      int from = TokenOrder.index(t / side, t % side, side) * CHANNELS;
      System.arraycopy(tokens.values(), from, rows, t * CHANNELS, CHANNELS);
    }
    return Tensor.of(new int[] {side * side, CHANNELS}, rows);
  }
}
