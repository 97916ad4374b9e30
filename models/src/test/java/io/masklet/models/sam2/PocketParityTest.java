package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.checkpoint.SafetensorsReader;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelRegistry;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Runner.Integers;
import io.masklet.models.testing.Runner.Outputs;
import io.masklet.models.testing.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The embedded model against what PyTorch makes of the same weights. The file of expected values,
 * its inputs and its sampling are described where it is written: models/training/pocket/parity.py.
 */
class PocketParityTest {

  private static final int SIDE = 384;
  private static final int SAMPLES = 2000;

  private static Sam2Graphs graphs;
  private static Sam2Config config;
  private static StateDict weights;
  private static StateDict expected;

  @BeforeAll
  static void readPocket() throws IOException {
    var pocket = new ModelRegistry().get("pocket");
    weights = pocket.weights().read();
    var c = (ModelManifest.Config) pocket.manifest().network();
    config =
        new Sam2Config(
            "pocket",
            SIDE,
            new Sam2Config.RepVit(c.trunk().widths(), c.trunk().depths()),
            c.dModel(),
            c.memDim(),
            c.decoder().heads(),
            c.decoder().mlpDim(),
            c.memoryAttention().layers(),
            c.memoryAttention().feedForward());
    graphs = new Sam2Graphs(config, weights);
    try (var in =
        PocketParityTest.class.getResourceAsStream(
            "/io/masklet/models/pocket-parity.safetensors")) {
      assertThat(in).isNotNull();
      expected = SafetensorsReader.read("pocket-parity", ByteBuffer.wrap(in.readAllBytes()));
    }
  }

  /** One test, because every step takes what the step before it gave. */
  @Test
  void everyPart_isPyTorchs() {
    Outputs image = run(graphs::imageEncoder, Map.of("pixels", picture()));
    Tensor embedding = image.get("image_embedding");
    requireClose("f2", embedding);
    requireClose("hi0", image.get("high_res_4"));
    requireClose("hi1", image.get("high_res_8"));

    Outputs click =
        decode(image, withoutMemory(embedding), 200, 180, 1, Tensor.filled(0, 1, 1, 96, 96), 0);
    requireClose("click.masks", click.get("masks"));
    requireClose("click.iou", click.get("iou"));
    requireClose("click.score", click.get("object_score"));
    Tensor pointer = token(click, 1);
    requireClose("pointer", pointer);

    Outputs mask = decode(image, embedding, 0, 0, -1, downsampled(disc(200, 180)), 1);
    requireClose("mask.score", mask.get("object_score"));
    Tensor maskPointer = token(mask, 0);
    requireClose("mask.pointer", maskPointer);

    Tensor memory = remember(embedding, disc(200, 180), 1);
    requireClose("memory", memory.swap12().reshape(1, 64, 24, 24));
    Tensor absent = remember(embedding, Tensor.filled(0, 1, 1, SIDE, SIDE), -1);
    requireClose("memory.absent", absent.swap12().reshape(1, 64, 24, 24));

    Tensor second = remember(embedding, disc(216, 188), 1);
    Tensor conditioned = attend(embedding, memory, second, pointer, maskPointer);
    requireClose("conditioned", conditioned);
    Outputs tracked = decode(image, conditioned, 0, 0, -1, Tensor.filled(0, 1, 1, 96, 96), 0);
    requireClose("tracked.masks", tracked.get("masks"));
    requireClose("tracked.iou", tracked.get("iou"));
    requireClose("tracked.score", tracked.get("object_score"));
  }

  private static Outputs decode(
      Outputs image, Tensor features, float x, float y, long label, Tensor mask, float hasMask) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("features", features);
    inputs.put("high_res_4", image.get("high_res_4"));
    inputs.put("high_res_8", image.get("high_res_8"));
    inputs.put("points", Tensor.of(new int[] {1, 2, 2}, x, y, 0, 0));
    inputs.put("labels", new Integers(new int[] {1, 2}, label, -1));
    inputs.put("mask_input", mask);
    inputs.put("has_mask", Tensor.filled(hasMask, 1, 1, 1, 1));
    return run(graphs::maskDecoder, inputs);
  }

  /**
   * The memory encoder behind its sigmoid: the file's masks are sharper than any logits of 96x96.
   */
  private static Tensor remember(Tensor embedding, Tensor mask, float score) {
    Tensor certainty = mask.map(m -> 20 * m - 10);
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", embedding);
    inputs.put("certainty", certainty);
    inputs.put("object_score", Tensor.filled(score, 1, 1));
    return run(PocketParityTest::encoderOfCertainty, inputs).get("memory");
  }

  private static void encoderOfCertainty(OnnxWriter writer) {
    GraphBuilder graph = new GraphBuilder("test", writer);
    Value embedding = graph.input("image_embedding", ElementType.FLOAT, Shape.of(1, 128, 24, 24));
    Value certainty = graph.input("certainty", ElementType.FLOAT, Shape.of("B", 1, SIDE, SIDE));
    Value score = graph.input("object_score", ElementType.FLOAT, Shape.of("B", 1));
    MemoryEncoder encoder = new MemoryEncoder(config, new Layers(graph, weights));
    Value memory = encoder.encode(embedding, certainty, score);
    graph.output("memory", memory, Shape.of("B", 576, 64));
  }

  private static Tensor attend(
      Tensor embedding, Tensor first, Tensor second, Tensor pointer, Tensor maskPointer) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", embedding);
    inputs.put("memory", first.join(second).reshape(1, 2, 576, 64));
    inputs.put("temporal_index", Integers.of(6, 0));
    inputs.put("pointers", pointer.join(maskPointer).reshape(1, 2, 128));
    inputs.put("pointer_time", Tensor.of(new int[] {2}, 3 / 15f, 1 / 15f));
    return run(graphs::memoryAttention, inputs).get("features");
  }

  private static Outputs run(Consumer<OnnxWriter> part, Map<String, Object> inputs) {
    try (Runner runner = Runner.of(part)) {
      return runner.run(inputs);
    }
  }

  private static Tensor token(Outputs outputs, int index) {
    return outputs.get("pointers").reshape(4, 128).slice(index);
  }

  private static Tensor withoutMemory(Tensor embedding) {
    float[] added = weights.get("no_mem_embed").floats();
    float[] values = embedding.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += added[i / 576];
    }
    return Tensor.of(embedding.shape(), values);
  }

  private static Tensor disc(int cx, int cy) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = inDisc(i % SIDE, i / SIDE, cx, cy);
    }
    return Tensor.of(new int[] {1, 1, SIDE, SIDE}, values);
  }

  private static int inDisc(int x, int y, int cx, int cy) {
    return (x - cx) * (x - cx) + (y - cy) * (y - cy) < 70 * 70 ? 1 : 0;
  }

  private static Tensor picture() {
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      int channel = i / (SIDE * SIDE);
      int value = (3 * x + 5 * y + 37 * channel + 128 * inDisc(x, y, 200, 180)) % 256;
      values[i] = (value / 128f - 1) * 2;
    }
    return Tensor.of(new int[] {1, 3, SIDE, SIDE}, values);
  }

  /** The 4x4 convolution of stride 4 that turns a mask into a mask prompt. */
  private static Tensor downsampled(Tensor mask) {
    float[] kernel = weights.get("mask_downsample.weight").floats();
    float bias = weights.get("mask_downsample.bias").floats()[0];
    float[] values = new float[96 * 96];
    for (int i = 0; i < values.length; i++) {
      values[i] = bias;
      for (int k = 0; k < 16; k++) {
        int at = (4 * (i / 96) + k / 4) * SIDE + 4 * (i % 96) + k % 4;
        values[i] += kernel[k] * mask.values()[at];
      }
    }
    return Tensor.of(new int[] {1, 1, 96, 96}, values);
  }

  /** Compares every s-th value, as many as the file keeps, relative to the largest of them. */
  private static void requireClose(String name, Tensor actual) {
    float[] samples = expected.get(name).floats();
    int count = actual.values().length;
    int step = -Math.floorDiv(-count, SAMPLES);
    float[] kept = new float[-Math.floorDiv(-count, step)];
    float largest = 1;
    for (int i = 0; i < kept.length; i++) {
      kept[i] = actual.values()[i * step];
      largest = Math.max(largest, Math.abs(kept[i]));
    }
    Tensor sampled = Tensor.of(new int[] {kept.length}, kept);
    double distance = sampled.distance(Tensor.of(new int[] {samples.length}, samples));
    assertThat(distance / largest).as(name).isLessThan(1e-4);
  }
}
