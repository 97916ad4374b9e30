package io.masklet.tracker.network.ort;

import io.masklet.core.mask.MaskLogits;
import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskPrediction;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Packs prompts into tensors; prompts with the same number of points share one run (padding with
 * more "no point" tokens would change the result).
 */
final class MaskDecoderGraph implements AutoCloseable {

  private final ModelSpec spec;
  private final OrtGraph graph;
  private final DirectBuffers scratch;

  MaskDecoderGraph(ModelSpec spec, OrtGraph graph, DirectBuffers scratch) {
    this.spec = spec;
    this.graph = graph;
    this.scratch = scratch;
  }

  List<MaskPrediction> decode(
      ImageFeatures features, ConditionedFeatures conditioned, List<DecoderPrompt> prompts) {
    if (conditioned.batch() != prompts.size()) {
      throw new IllegalArgumentException(
          "decode: expected one prompt an object, got %d prompts for %d objects"
              .formatted(prompts.size(), conditioned.batch()));
    }
    MaskPrediction[] predictions = new MaskPrediction[prompts.size()];
    for (List<Integer> slots :
        Batches.of(
            prompts,
            (one, other) -> one.pointCount() == other.pointCount(),
            Batches.MAX_OBJECTS_A_RUN)) {
      run(features, conditioned, prompts, slots, predictions);
    }
    return Arrays.asList(predictions);
  }

  private void run(
      ImageFeatures features,
      ConditionedFeatures conditioned,
      List<DecoderPrompt> prompts,
      List<Integer> slots,
      MaskPrediction[] predictions) {
    List<DecoderPrompt> batch = slots.stream().map(prompts::get).toList();
    int b = batch.size();
    int n = batch.get(0).pointCount();
    int g = spec.gridSide();
    int d = spec.dModel();
    int low = spec.lowResSide();
    FloatBuffer masks = scratch.floats("masks", b * MaskPrediction.HYPOTHESES * low * low);
    FloatBuffer iou = scratch.floats("iou", b * MaskPrediction.HYPOTHESES);
    FloatBuffer score = scratch.floats("object_score", b);
    FloatBuffer pointers = scratch.floats("pointers4", b * MaskPrediction.HYPOTHESES * d);
    graph
        .call()
        .in("features", gather(conditioned, slots), b, d, g, g)
        .in("high_res_4", features.highRes4(), 1, d / 8, 4 * g, 4 * g)
        .in("high_res_8", features.highRes8(), 1, d / 4, 2 * g, 2 * g)
        .in("points", points(batch), b, n, 2)
        .in("labels", labels(batch), b, n)
        .in("mask_input", maskInputs(batch), b, 1, low, low)
        .in("has_mask", hasMask(batch), b, 1, 1, 1)
        .out("masks", masks, b, MaskPrediction.HYPOTHESES, low, low)
        .out("iou", iou, b, MaskPrediction.HYPOTHESES)
        .out("object_score", score, b, 1)
        .out("pointers", pointers, b, MaskPrediction.HYPOTHESES, d)
        .run();
    for (int i = 0; i < b; i++) {
      predictions[slots.get(i)] =
          new MaskPrediction(
              low,
              part(masks, i, MaskPrediction.HYPOTHESES * low * low),
              part(iou, i, MaskPrediction.HYPOTHESES),
              score.get(i),
              part(pointers, i, MaskPrediction.HYPOTHESES * d));
    }
  }

  private static float[] part(FloatBuffer all, int index, int length) {
    float[] values = new float[length];
    all.get(index * length, values);
    return values;
  }

  /** The features of some slots, without a copy when they are all there are. */
  private FloatBuffer gather(ConditionedFeatures conditioned, List<Integer> slots) {
    if (slots.size() == conditioned.batch()) {
      return conditioned.values();
    }
    int perObject = spec.dModel() * spec.gridSide() * spec.gridSide();
    FloatBuffer gathered = scratch.floats("gathered", slots.size() * perObject);
    for (int i = 0; i < slots.size(); i++) {
      gathered.put(i * perObject, conditioned.values(), slots.get(i) * perObject, perObject);
    }
    return gathered;
  }

  private FloatBuffer points(List<DecoderPrompt> batch) {
    FloatBuffer packed = scratch.floats("points", batch.size() * batch.get(0).pointCount() * 2);
    batch.forEach(prompt -> packed.put(prompt.points()));
    return packed.rewind();
  }

  private LongBuffer labels(List<DecoderPrompt> batch) {
    LongBuffer packed = scratch.longs("labels", batch.size() * batch.get(0).pointCount());
    batch.forEach(prompt -> packed.put(prompt.labels()));
    return packed.rewind();
  }

  private FloatBuffer maskInputs(List<DecoderPrompt> batch) {
    int low = spec.lowResSide();
    FloatBuffer packed = scratch.floats("mask_input", batch.size() * low * low);
    float[] nothing = new float[low * low];
    for (DecoderPrompt prompt : batch) {
      MaskLogits input = prompt.maskInput();
      packed.put(input == null ? nothing : input.values(), 0, low * low);
    }
    return packed.rewind();
  }

  private FloatBuffer hasMask(List<DecoderPrompt> batch) {
    FloatBuffer packed = scratch.floats("has_mask", batch.size());
    batch.forEach(prompt -> packed.put(prompt.maskInput() == null ? 0f : 1f));
    return packed.rewind();
  }

  @Override
  public void close() {
    graph.close();
  }
}
