package io.masklet.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.sam2.Sam2Graphs;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightStoreTest {

  @Test
  void external_weightsBesideTheGraph_runAlike(@TempDir Path folder) throws IOException {
    NanoModel model = NanoModel.EDGETAM;
    Sam2Graphs graphs = new Sam2Graphs(model.config(), model.weights());
    Map<String, Object> pixels = Map.of("pixels", Tensor.random(new Random(5), 1, 3, 128, 128));
    Path file = folder.resolve("encoder.onnx");
    try (WeightStore store = WeightStore.external(folder.resolve("encoder.weights"))) {
      OnnxWriter writer = new OnnxWriter("encoder", store);
      graphs.imageEncoder(writer);
      writer.write(file);
    }
    assertThat(Files.size(file)).isLessThan(Files.size(folder.resolve("encoder.weights")) / 2);
    Tensor external;
    try (Runner runner = Runner.load(file)) {
      external = runner.run(pixels).get("image_embedding");
    }
    try (Runner runner = Runner.of(graphs::imageEncoder)) {
      assertThat(runner.run(pixels).get("image_embedding").distance(external)).isZero();
    }
  }
}
