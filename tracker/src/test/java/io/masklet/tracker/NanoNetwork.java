package io.masklet.tracker;

import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.onnx.WeightStore;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphVariant;
import io.masklet.models.registry.ModelSpec;
import io.masklet.models.sam2.Sam2Graphs;
import io.masklet.models.testing.NanoModel;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The small networks of the reference's runs, as graphs of ours. */
final class NanoNetwork {

  private NanoNetwork() {}

  /** Built anew; the caller closes it. */
  static Sam2Network open(NanoModel model) {
    Sam2Graphs graphs = new Sam2Graphs(model.config(), model.weights());
    Map<String, Path> files = new LinkedHashMap<>();
    try {
      Path folder = Files.createTempDirectory("nano");
      write(folder, BuiltModel.IMAGE_ENCODER, graphs::imageEncoder, files);
      write(folder, BuiltModel.MEMORY_ATTENTION, graphs::memoryAttention, files);
      write(folder, BuiltModel.MASK_DECODER, graphs::maskDecoder, files);
      write(folder, BuiltModel.MEMORY_ENCODER, graphs::memoryEncoder, files);
      ModelSpec spec =
          new ModelSpec(128, 64, 16, graphs.memoryTokens(), 7, 6, 16, true, false, false, false, 0);
      BuiltModel built =
          new BuiltModel(model.name(), spec, GraphVariant.CPU, files, graphs.constants());
      Sam2Network network = OrtNetwork.open(built, new RuntimeOptions(Device.CPU, 1));
      for (Path file : files.values()) {
        Files.delete(file);
      }
      Files.delete(folder);
      return network;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path folder, String name, Consumer<OnnxWriter> part, Map<String, Path> files)
      throws IOException {
    OnnxWriter writer = new OnnxWriter(name, WeightStore.inline());
    part.accept(writer);
    Path file = folder.resolve(name + ".onnx");
    writer.write(file);
    files.put(name, file);
  }
}
