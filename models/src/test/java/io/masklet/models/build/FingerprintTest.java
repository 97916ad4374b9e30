package io.masklet.models.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
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
      "8 23f1d6849037ac84e9cbf4d16ca3750e4327089892529d5ce75f91b756f55c5f";

  @Test
  void builderVersion_graphsChanged_isRaised(@TempDir Path folder) throws IOException {
    Sam2Graphs sam21 = graphs(NanoModel.SAM21);
    Sam2Graphs edge = graphs(NanoModel.EDGETAM);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Consumer<OnnxWriter>> parts =
        List.of(
            edge::imageEncoder,
            edge::memoryAttention,
            edge::memoryEncoder,
            sam21::imageEncoder,
            sam21::memoryAttention,
            sam21::maskDecoder,
            sam21::memoryEncoder);
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
    return new Sam2Graphs(model.config(), model.weights());
  }
}
