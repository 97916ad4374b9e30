package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Runner.Integers;
import io.masklet.models.testing.Runner.Outputs;
import io.masklet.models.testing.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The graphs against numbers written down by the reference implementation; see golden/README.md.
 */
class GoldenTest {

  /** Stage by stage: what the neck adds up could hide an error of the trunk. */
  @ParameterizedTest
  @CsvSource({"SAM20, 2", "SAM21, 0", "EDGETAM, 0"})
  void trunk_everyStage_isTheReferences(NanoModel model, int firstStage) {
    Outputs outputs;
    try (Runner trunk = Runner.of(writer -> trunk(model, writer))) {
      outputs = trunk.run(Map.of("pixels", pixels()));
    }
    for (int stage = firstStage; stage < 4; stage++) {
      requireClose(outputs, "stage" + stage, model.goldens(), "enc.frame0.trunk" + stage, 1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(NanoModel.class)
  void imageEncoder_everyTrunk_isTheReferences(NanoModel model) {
    StateDict goldens = model.goldens();
    Outputs outputs;
    try (Runner encoder = Runner.of(graphs(model)::imageEncoder)) {
      outputs = encoder.run(Map.of("pixels", pixels()));
    }
    requireClose(outputs, "high_res_4", goldens, "enc.frame0.level0", 1e-4);
    requireClose(outputs, "high_res_8", goldens, "enc.frame0.level1", 1e-4);
    requireClose(outputs, "image_embedding", goldens, "enc.frame0.level2", 1e-4);
  }

  @ParameterizedTest
  @CsvSource({
    "SAM21, none",
    "SAM21, click1",
    "SAM21, clicks3",
    "SAM21, box",
    "SAM21, box_click",
    "SAM21, mask",
    "SAM21, click1_mask",
    "SAM20, none",
    "SAM20, click1",
    "SAM20, clicks3",
    "SAM20, box",
    "SAM20, box_click",
    "SAM20, mask",
    "SAM20, click1_mask",
    "EDGETAM, none",
    "EDGETAM, click1",
    "EDGETAM, clicks3",
    "EDGETAM, box",
    "EDGETAM, box_click",
    "EDGETAM, mask",
    "EDGETAM, click1_mask"
  })
  void maskDecoder_everyPrompt_isTheReferences(NanoModel model, String prompt) {
    StateDict goldens = model.goldens();
    Outputs outputs;
    try (Runner decoder = Runner.of(graphs(model)::maskDecoder)) {
      outputs = decoder.run(decoderInputs(goldens, prompt));
    }
    String name = "dec." + prompt + ".";
    requireClose(outputs, "masks", goldens, name + "masks4", 1e-3);
    requireClose(outputs, "iou", goldens, name + "ious4", 1e-4);
    requireClose(outputs, "object_score", goldens, name + "object_score", 1e-4);
    requireClose(outputs, "pointers", goldens, name + "obj_ptr4_before_no_object_mixing", 1e-4);
  }

  @ParameterizedTest
  @CsvSource({
    "SAM21, soft, present", "SAM21, soft, absent",
    "SAM21, binarised, present", "SAM21, binarised, absent",
    "SAM20, soft, present", "SAM20, soft, absent",
    "SAM20, binarised, present", "SAM20, binarised, absent",
    "EDGETAM, soft, present", "EDGETAM, soft, absent",
    "EDGETAM, binarised, present", "EDGETAM, binarised, absent"
  })
  void memoryEncoder_everyMask_isTheReferences(NanoModel model, String mask, String presence) {
    StateDict goldens = model.goldens();
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.golden(goldens, "mem.pix_feat"));
    inputs.put("mask_logits", memoryMask(goldens));
    inputs.put("binarize", Tensor.filled(mask.equals("soft") ? 0 : 1, 1, 1, 1, 1));
    inputs.put("object_score", Tensor.filled(presence.equals("present") ? 3 : -3, 1, 1));
    Tensor memory;
    try (Runner encoder = Runner.of(graphs(model)::memoryEncoder)) {
      memory = encoder.run(inputs).get("memory");
    }
    Tensor golden = Tensor.golden(goldens, "mem." + mask + "." + presence + ".features");
    assertThat(memory.shape()).containsExactly(1, graphs(model).memoryTokens(), 16);
    // The reference keeps the memory of SAM 2 as a map, that of EdgeTAM as tokens.
    Tensor tokens = model == NanoModel.EDGETAM ? golden : golden.reshape(16, 64).swap01();
    assertThat(memory.distance(tokens)).as("memory").isLessThan(1e-4);
  }

  @ParameterizedTest
  @CsvSource({
    "SAM21, 1, 1, 0",
    "SAM21, 1, 2, 1",
    "SAM21, 3, 7, 5",
    "SAM20, 1, 2, 1",
    "SAM20, 3, 2, 0",
    "EDGETAM, 1, 1, 0",
    "EDGETAM, 1, 2, 1",
    "EDGETAM, 1, 7, 5",
    "EDGETAM, 3, 2, 0",
    "EDGETAM, 3, 7, 5"
  })
  void memoryAttention_anyBank_isTheReferences(
      NanoModel model, int batch, int frames, int pointers) {
    StateDict goldens = model.goldens();
    String name = "attn.b%d.mem%d.ptr%d.".formatted(batch, frames, pointers);
    Tensor features;
    try (Runner attention = Runner.of(graphs(model)::memoryAttention)) {
      int frameTokens = graphs(model).memoryTokens();
      Map<String, Object> bank = bank(goldens, name, frameTokens, batch, frames, pointers);
      features = attention.run(bank).get("features");
    }
    Tensor golden = Tensor.golden(goldens, name + "out").swap01(); // [B, 64 tokens, 64 channels]
    for (int b = 0; b < batch; b++) {
      Tensor tokens = features.slice(b).reshape(64, 64).swap01();
      assertThat(tokens.distance(golden.slice(b))).as("object " + b).isLessThan(1e-4);
    }
  }

  /** The same picture for all models. */
  private static Tensor pixels() {
    return Tensor.golden(NanoModel.EDGETAM.goldens(), "pre.frame0.video").reshape(1, 3, 128, 128);
  }

  private static Sam2Graphs graphs(NanoModel model) {
    return new Sam2Graphs(model.config(), model.weights());
  }

  private static void trunk(NanoModel model, OnnxWriter writer) {
    GraphBuilder graph = new GraphBuilder("trunk", writer);
    Value pixels = graph.input("pixels", ElementType.FLOAT, Shape.of(1, 3, 128, 128));
    Layers layers = new Layers(graph, model.weights());
    List<Value> stages = Trunk.of(model.config(), layers).features(pixels);
    for (int stage = 0; stage < stages.size(); stage++) {
      graph.output("stage" + stage, stages.get(stage), stages.get(stage).shape());
    }
  }

  private static Map<String, Object> decoderInputs(StateDict goldens, String prompt) {
    Tensor points = Tensor.golden(goldens, "prompt." + prompt + ".coords");
    Tensor labels = Tensor.golden(goldens, "prompt." + prompt + ".labels");
    int count = labels.values().length + 1; // the padding point comes last
    float[] padded = Arrays.copyOf(points.values(), 2 * count);
    long[] padLabels = new long[count];
    for (int i = 0; i < count; i++) {
      padLabels[i] = i < count - 1 ? (long) labels.values()[i] : -1;
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("features", Tensor.golden(goldens, "dec.image_embed_with_no_mem"));
    inputs.put("high_res_4", Tensor.golden(goldens, "enc.frame0.level0"));
    inputs.put("high_res_8", Tensor.golden(goldens, "enc.frame0.level1"));
    inputs.put("points", Tensor.of(new int[] {1, count, 2}, padded));
    inputs.put("labels", new Integers(new int[] {1, count}, padLabels));
    inputs.put("mask_input", Tensor.golden(goldens, "prompt.mask_input"));
    inputs.put("has_mask", Tensor.filled(prompt.endsWith("mask") ? 1 : 0, 1, 1, 1, 1));
    return inputs;
  }

  /** The mask that was remembered: the third of the decoder's four. */
  private static Tensor memoryMask(StateDict goldens) {
    return Tensor.golden(goldens, "dec.click1.masks4")
        .reshape(4, 32, 32)
        .slice(2)
        .reshape(1, 1, 32, 32);
  }

  /** The goldens hold the whole bank as one list of tokens: frames first, then pointers. */
  private static Map<String, Object> bank(
      StateDict goldens, String name, int frameTokens, int batch, int frames, int pointers) {
    Tensor tokens = Tensor.golden(goldens, name + "memory").swap01(); // [B, tokens, 16]
    int perObject = tokens.values().length / batch;
    int inFrames = frames * frameTokens * 16;
    float[] memory = new float[batch * inFrames];
    float[] pointer = new float[batch * (perObject - inFrames)];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(tokens.values(), b * perObject, memory, b * inFrames, inFrames);
      int rest = perObject - inFrames;
      System.arraycopy(tokens.values(), b * perObject + inFrames, pointer, b * rest, rest);
    }
    long[] index = new long[frames];
    float[] time = new float[pointers];
    for (int f = 0; f < frames; f++) {
      index[f] = f == 0 ? 6 : f - 1; // the conditioning frame, then one to six frames ago
    }
    for (int p = 0; p < pointers; p++) {
      time[p] = (pointers - p) / 15f;
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("image_embedding", Tensor.golden(goldens, "mem.pix_feat"));
    inputs.put("memory", Tensor.of(new int[] {batch, frames, frameTokens, 16}, memory));
    inputs.put("temporal_index", Integers.of(index));
    inputs.put("pointers", Tensor.of(new int[] {batch, pointers, 64}, pointer));
    inputs.put("pointer_time", Tensor.of(new int[] {pointers}, time));
    return inputs;
  }

  private static void requireClose(
      Outputs outputs, String output, StateDict goldens, String golden, double limit) {
    Tensor expected = Tensor.golden(goldens, golden);
    Tensor actual = outputs.get(output);
    assertThat(actual.shape()).as(output).isEqualTo(expected.shape());
    assertThat(actual.distance(expected)).as(output).isLessThan(limit);
  }
}
