package io.masklet.tracker.network.ort;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.MemoryRequest;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Packs final masks into tensors; all objects of a frame share one run. */
final class MemoryEncoderGraph implements AutoCloseable {

  private final ModelSpec spec;
  private final OrtGraph graph;
  private final DirectBuffers scratch;

  MemoryEncoderGraph(ModelSpec spec, OrtGraph graph, DirectBuffers scratch) {
    this.spec = spec;
    this.graph = graph;
    this.scratch = scratch;
  }

  List<FrameMemory> remember(ImageFeatures features, List<MemoryRequest> requests) {
    int b = requests.size();
    int g = spec.gridSide();
    int side = requests.get(0).logits().size().widthPx();
    int perMemory = spec.memoryTokens() * spec.memDim();
    FloatBuffer masks = scratch.floats("mask_logits", b * side * side);
    FloatBuffer binarize = scratch.floats("binarize", b);
    FloatBuffer scores = scratch.floats("scores", b);
    for (MemoryRequest request : requests) {
      masks.put(request.logits().values(), 0, side * side);
      binarize.put(request.origin() == MaskOrigin.PROMPTED ? 1f : 0f);
      scores.put(request.objectScore());
    }
    FloatBuffer memory = scratch.floats("memory_out", b * perMemory);
    graph
        .call()
        .in("image_embedding", features.embedding(), 1, spec.dModel(), g, g)
        .in("mask_logits", masks.rewind(), b, 1, side, side)
        .in("binarize", binarize.rewind(), b, 1, 1, 1)
        .in("object_score", scores.rewind(), b, 1)
        .out("memory", memory, b, spec.memoryTokens(), spec.memDim())
        .run();
    return split(memory, b, perMemory);
  }

  private static List<FrameMemory> split(FloatBuffer memory, int batch, int perMemory) {
    List<FrameMemory> memories = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      float[] tokens = new float[perMemory];
      memory.get(i * perMemory, tokens);
      memories.add(new FrameMemory(tokens));
    }
    return memories;
  }

  @Override
  public void close() {
    graph.close();
  }
}
