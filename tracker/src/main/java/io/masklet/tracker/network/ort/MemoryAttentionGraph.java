package io.masklet.tracker.network.ort;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MemoryWindow;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** Packs memory windows into tensors; windows of the same layout share one run. */
final class MemoryAttentionGraph implements AutoCloseable {

  private final ModelSpec spec;
  private final OrtGraph graph;
  private final DirectBuffers scratch;

  MemoryAttentionGraph(ModelSpec spec, OrtGraph graph, DirectBuffers scratch) {
    this.spec = spec;
    this.graph = graph;
    this.scratch = scratch;
  }

  ConditionedFeatures attend(ImageFeatures features, List<MemoryWindow> windows) {
    int perObject = spec.dModel() * spec.gridSide() * spec.gridSide();
    FloatBuffer all = scratch.floats("conditioned", windows.size() * perObject);
    for (List<Integer> slots :
        Batches.of(windows, MemoryWindow::hasSameLayoutAs, Batches.MAX_OBJECTS_A_RUN)) {
      FloatBuffer attended = scratch.floats("attended", slots.size() * perObject);
      run(features, slots.stream().map(windows::get).toList(), attended);
      for (int i = 0; i < slots.size(); i++) {
        all.put(slots.get(i) * perObject, attended, i * perObject, perObject);
      }
    }
    return new ConditionedFeatures(windows.size(), all);
  }

  private void run(ImageFeatures features, List<MemoryWindow> batch, FloatBuffer attended) {
    MemoryWindow layout = batch.get(0);
    int b = batch.size();
    int f = layout.memories().size();
    int p = layout.pointers().size();
    int g = spec.gridSide();
    graph
        .call()
        .in("image_embedding", features.embedding(), 1, spec.dModel(), g, g)
        .in("memory", memories(batch), b, f, spec.memoryTokens(), spec.memDim())
        .in("temporal_index", temporalIndices(layout), f)
        .in("pointers", pointers(batch), b, p, spec.dModel())
        .in("pointer_time", pointerTimes(layout), p)
        .out("features", attended, b, spec.dModel(), g, g)
        .run();
  }

  private FloatBuffer memories(List<MemoryWindow> batch) {
    int perMemory = spec.memoryTokens() * spec.memDim();
    FloatBuffer packed =
        scratch.floats("memory", batch.size() * batch.get(0).memories().size() * perMemory);
    for (MemoryWindow window : batch) {
      window.memories().forEach(slot -> packed.put(slot.memory().tokens(), 0, perMemory));
    }
    return packed.rewind();
  }

  private FloatBuffer pointers(List<MemoryWindow> batch) {
    FloatBuffer packed =
        scratch.floats("pointers", batch.size() * batch.get(0).pointers().size() * spec.dModel());
    for (MemoryWindow window : batch) {
      window.pointers().forEach(slot -> packed.put(slot.pointer().values()));
    }
    return packed.rewind();
  }

  private LongBuffer temporalIndices(MemoryWindow layout) {
    LongBuffer packed = scratch.longs("temporal_index", layout.memories().size());
    layout.temporalIndices().forEach(index -> packed.put(index));
    return packed.rewind();
  }

  private FloatBuffer pointerTimes(MemoryWindow layout) {
    FloatBuffer packed = scratch.floats("pointer_time", layout.pointers().size());
    layout.pointerTimes().forEach(packed::put);
    return packed.rewind();
  }

  @Override
  public void close() {
    graph.close();
  }
}
