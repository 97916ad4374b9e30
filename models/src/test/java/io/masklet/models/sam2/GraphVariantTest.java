package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Runner.Integers;
import io.masklet.models.testing.Runner.Outputs;
import io.masklet.models.testing.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All variants on the CPU provider, which knows every operator we use: those for graphics cards
 * give the numbers of the CPU's, those in 8 bits nearly.
 */
class GraphVariantTest {

  /** Root mean square of the difference over that of the exact output: weights have 7 bits. */
  private static final double INT8_LIMIT = 0.07;

  private static final double EXACT_LIMIT = 2e-6;

  private final Random random = new Random(5);

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void imageEncoder_everyVariant_agrees(NanoModel model) {
    Map<String, Object> inputs = Map.of("pixels", Tensor.random(random, 1, 3, 128, 128));
    requireAgreement(
        model,
        inputs,
        graphs -> graphs::imageEncoder,
        "image_embedding",
        "high_res_4",
        "high_res_8");
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void memoryAttention_everyVariant_agrees(NanoModel model) {
    int tokens = new Sam2Graphs(model.config(), model.weights()).memoryTokens();
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.random(random, 1, 64, 8, 8));
    inputs.put("memory", Tensor.random(random, 2, 3, tokens, 16));
    inputs.put("temporal_index", Integers.of(6, 1, 0));
    inputs.put("pointers", Tensor.random(random, 2, 4, 64));
    inputs.put("pointer_time", Tensor.random(random, 4));
    requireAgreement(model, inputs, graphs -> graphs::memoryAttention, "features");
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void memoryEncoder_everyVariant_agrees(NanoModel model) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.random(random, 1, 64, 8, 8));
    inputs.put("mask_logits", Tensor.random(random, 2, 1, 32, 32));
    inputs.put("binarize", Tensor.filled(0, 2, 1, 1, 1));
    inputs.put("object_score", Tensor.filled(1, 2, 1));
    requireAgreement(model, inputs, graphs -> graphs::memoryEncoder, "memory");
  }

  @ParameterizedTest
  @EnumSource(GraphVariant.class)
  void maskDecoder_everyVariant_isExact(GraphVariant variant) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("features", Tensor.random(random, 1, 64, 8, 8));
    inputs.put("high_res_4", Tensor.random(random, 1, 8, 32, 32));
    inputs.put("high_res_8", Tensor.random(random, 1, 16, 16, 16));
    inputs.put("points", Tensor.of(new int[] {1, 2, 2}, 50, 60, 0, 0));
    inputs.put("labels", new Integers(new int[] {1, 2}, 1, -1));
    inputs.put("mask_input", Tensor.filled(0, 1, 1, 32, 32));
    inputs.put("has_mask", Tensor.filled(0, 1, 1, 1, 1));
    NanoModel model = NanoModel.SAM21;
    Outputs exact = run(model, GraphVariant.CPU, graphs -> graphs::maskDecoder, inputs);
    Outputs other = run(model, variant, graphs -> graphs::maskDecoder, inputs);
    for (String name : List.of("masks", "iou", "object_score", "pointers")) {
      assertThat(error(other.get(name), exact.get(name))).as(name).isLessThan(EXACT_LIMIT);
    }
  }

  /** TensorRT takes no operator of ONNX Runtime's own. */
  @Test
  void tensorRt_everyGraph_hasStandardOperatorsOnly(@TempDir Path folder) throws IOException {
    for (NanoModel model : NanoModel.values()) {
      Sam2Graphs graphs = new Sam2Graphs(model.config(), model.weights(), GraphVariant.TENSORRT);
      List<Consumer<OnnxWriter>> parts =
          List.of(
              graphs::imageEncoder,
              graphs::memoryAttention,
              graphs::maskDecoder,
              graphs::memoryEncoder);
      for (Consumer<OnnxWriter> part : parts) {
        OnnxWriter writer = new OnnxWriter("graph", WeightStore.inline());
        part.accept(writer);
        Path file = folder.resolve("graph.onnx");
        writer.write(file);
        List<NodeProto> nodes =
            ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList();
        assertThat(nodes).isNotEmpty().allMatch(node -> node.getDomain().isEmpty());
      }
    }
  }

  private static void requireAgreement(
      NanoModel model,
      Map<String, Object> inputs,
      Function<Sam2Graphs, Consumer<OnnxWriter>> part,
      String... outputs) {
    Outputs exact = run(model, GraphVariant.CPU, part, inputs);
    for (GraphVariant variant : GraphVariant.values()) {
      Outputs other = run(model, variant, part, inputs);
      double limit = variant == GraphVariant.CPU_INT8 ? INT8_LIMIT : EXACT_LIMIT;
      for (String name : outputs) {
        assertThat(error(other.get(name), exact.get(name)))
            .as(variant + " " + name)
            .isLessThan(limit);
      }
    }
  }

  private static Outputs run(
      NanoModel model,
      GraphVariant variant,
      Function<Sam2Graphs, Consumer<OnnxWriter>> part,
      Map<String, Object> inputs) {
    Sam2Graphs graphs = new Sam2Graphs(model.config(), model.weights(), variant);
    try (Runner runner = Runner.of(part.apply(graphs))) {
      return runner.run(inputs);
    }
  }

  private static double error(Tensor actual, Tensor exact) {
    double squares = 0;
    double difference = 0;
    for (int i = 0; i < exact.values().length; i++) {
      double e = exact.values()[i];
      squares += e * e;
      difference += (actual.values()[i] - e) * (actual.values()[i] - e);
    }
    return Math.sqrt(difference / squares);
  }
}
