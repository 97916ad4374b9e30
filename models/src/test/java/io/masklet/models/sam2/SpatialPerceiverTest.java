package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each latent sees, for sizes the goldens do not have; the values are in GoldenTest. */
class SpatialPerceiverTest {

  private static final int GLOBAL = 8;
  private static final int SIDE = 4;
  private static final int WIDTH = 16;

  private final Random random = new Random(5);

  @ParameterizedTest
  @CsvSource({"128, 0, 0", "128, 3, 6", "192, 2, 3", "192, 11, 0", "256, 7, 8"})
  void compress_onePixelChanges_isSeenByAllGlobalLatentsAndOneOther(int sizePx, int y, int x) {
    int grid = sizePx / 16;
    Tensor memory = Tensor.random(random, 1, grid * grid, WIDTH);
    Tensor changed = memory.map(v -> v);
    changed.values()[(y * grid + x) * WIDTH] += 3;
    try (Runner perceiver = Runner.of(writer -> perceiver(sizePx, writer))) {
      Tensor before = perceiver.run(Map.of("memory", memory)).get("latents");
      Tensor after = perceiver.run(Map.of("memory", changed)).get("latents");
      int window = grid / SIDE;
      int local = GLOBAL + y / window * SIDE + x / window;
      for (int token = 0; token < GLOBAL + SIDE * SIDE; token++) {
        boolean same = Arrays.equals(token(before, token), token(after, token));
        assertThat(same).as("token " + token).isEqualTo(token >= GLOBAL && token != local);
      }
    }
  }

  @Test
  void layout_windowsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> MemoryLayout.of(config(96), NanoModel.EDGETAM.weights()))
        .hasMessageContaining("spatial perceiver of nano-edgetam")
        .hasMessageContaining("6x6 embedding, got 16")
        .hasMessageContaining("multiple of 64");
  }

  private static float[] token(Tensor tokens, int index) {
    return Arrays.copyOfRange(tokens.values(), index * WIDTH, (index + 1) * WIDTH);
  }

  private static void perceiver(int sizePx, OnnxWriter writer) {
    GraphBuilder graph = new GraphBuilder("perceiver", writer);
    int tokens = sizePx / 16 * (sizePx / 16);
    Value memory = graph.input("memory", ElementType.FLOAT, Shape.of("B", tokens, WIDTH));
    Layers layers = new Layers(graph, NanoModel.EDGETAM.weights());
    Value latents = new SpatialPerceiver(config(sizePx), layers).compress(memory);
    graph.output("latents", latents, Shape.of("B", GLOBAL + SIDE * SIDE, WIDTH));
  }

  private static Sam2Config config(int sizePx) {
    Sam2Config c = NanoModel.EDGETAM.config();
    return new Sam2Config(
        c.name(),
        sizePx,
        c.trunk(),
        c.dModel(),
        c.memDim(),
        c.decoderHeads(),
        c.decoderMlpDim(),
        c.memoryLayers(),
        c.memoryFeedForward());
  }
}
