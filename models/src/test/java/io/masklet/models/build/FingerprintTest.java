package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.registry.Sha256;
import io.masklet.models.sam2.Sam2Graphs;
import io.masklet.models.testing.NanoModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever changes the graphs must raise the builder's version, or old caches would live on. The
 * hash is that of the graphs of two networks; it is the same on every machine.
 */
class FingerprintTest {

  private static final String KNOWN =
      "12 470a985d5e56b52c45d0bc4d084f1a7b1efb6ade8c5c4aba221b48226c7107b6";

  @Test
  void builderVersion_graphsChanged_isRaised(@TempDir Path folder) throws IOException {
    Sam2Graphs sam21 = graphs(NanoModel.SAM21);
    Sam2Graphs edge = graphs(NanoModel.EDGETAM);
    Sam2Graphs rounded = graphs(NanoModel.SAM21, GraphVariant.CPU_INT8);
    Sam2Graphs standard = graphs(NanoModel.SAM21, GraphVariant.TENSORRT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Consumer<OnnxWriter>> parts =
        List.of(
            edge::imageEncoder,
            edge::memoryAttention,
            edge::memoryEncoder,
            sam21::imageEncoder,
            sam21::memoryAttention,
            sam21::maskDecoder,
            sam21::memoryEncoder,
            rounded::imageEncoder,
            rounded::memoryAttention,
            rounded::memoryEncoder,
            standard::imageEncoder,
            standard::memoryAttention);
    for (Consumer<OnnxWriter> part : parts) {
      OnnxWriter writer = new OnnxWriter("graph", WeightStore.inline());
      part.accept(writer);
      Path file = folder.resolve("graph.onnx");
      writer.write(file);
      bytes.write(Files.readAllBytes(file));
    }
    String hash = Sha256.of(ByteBuffer.wrap(bytes.toByteArray()));
    assertThat(ModelBuilder.BUILDER_VERSION + " " + hash)
        .as("the builder makes other graphs: raise BUILDER_VERSION and note the hash here")
        .isEqualTo(KNOWN);
  }

  private static Sam2Graphs graphs(NanoModel model) {
    return graphs(model, GraphVariant.CPU);
  }

  private static Sam2Graphs graphs(NanoModel model, GraphVariant variant) {
    return new Sam2Graphs(model.config(), model.weights(), variant);
  }
}
