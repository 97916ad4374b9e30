package io.masklet.models.sam2;

import io.masklet.models.graph.Dim;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;

/**
 * Lets the features of a frame look at what is remembered of each object.
 *
 * <pre>
 *   image_embedding [1, d, g, g]
 *   memory          [B, F, T, m]      frame memories as MemoryLayout says, oldest or newest first: order does not matter
 *   temporal_index  [F] int64         row of maskmem_tpos_enc
 *   pointers        [B, P, d]         each cut into d/m tokens of width m; P may be 0
 *   pointer_time    [P]               age / (maxObjectPointers - 1)
 *   result          [B, g*g, d]
 * </pre>
 *
 * <p>Two exact savings over the reference. Its values are a linear map of what is attended to and
 * softmax weights sum to one, so attention runs over the m-wide memory itself (or, in
 * self-attention, over the normalised features) and {@code Wo Wv} is applied to the result. And
 * until the first cross-attention nothing depends on the object, so the first self-attention is
 * computed once for all B.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/memory_attention.py,
// sam2/modeling/sam/transformer.py#RoPEAttention and, for the positions of the memory,
// sam2/modeling/sam2_base.py#_prepare_memory_conditioned_features; for EdgeTAM
// facebookresearch/EdgeTAM@9cc44bf, sam2/modeling/sam/transformer.py#RoPEAttentionv2.
final class MemoryAttention {

  private static final String PREFIX = "memory_attention.";
  private static final String POINTER_TIME = "obj_ptr_tpos_proj";

  private final Sam2Config config;
  private final Layers layers;
  private final GraphBuilder graph;
  private final MemoryLayout layout;
  private final RopeTables imageRope;
  private final RopeTables memoryRope;

  MemoryAttention(Sam2Config config, Layers layers) {
    this.config = config;
    this.layers = layers;
    this.graph = layers.graph();
    this.layout = MemoryLayout.of(config, layers.weights());
    this.imageRope = RopeTables.of(graph, config.gridSide(), config.dModel());
    this.memoryRope = RopeTables.of(graph, layout, config.dModel());
  }

  /**
   * What is attended to.
   *
   * @param frames {@code [B, F, T, m]}
   * @param placedFrames the same with its position in space and time
   * @param pointers {@code [B, P*d/m, m]}
   * @param placedPointers the same with its position in time
   */
  private record Memory(Value frames, Value placedFrames, Value pointers, Value placedPointers) {

    /** All memory tokens without positions, {@code [B, F*T + P*d/m, m]}. */
    Value values() {
      return frames.graph().concat(1, flat(frames), pointers);
    }
  }

  Value attend(
      Value embedding, Value memory, Value temporalIndex, Value pointers, Value pointerTime) {
    Memory seen = memory(memory, temporalIndex, pointers, pointerTime);
    Value values = seen.values();
    Value x = Layers.toTokens(embedding).add(imagePosition());
    Value norm = layers.layerNorm(x, PREFIX + "layers.0.norm1", Layers.TOKEN_EPSILON);
    for (int layer = 0; layer < config.memoryLayers(); layer++) {
      String name = PREFIX + "layers." + layer + ".";
      var self = layers.addAndNorm(selfAttention(norm, name + "self_attn."), x, name + "norm2");
      Value looked = crossAttention(self.norm(), seen, values, name + "cross_attn_image.");
      var cross = layers.addAndNorm(looked, self.sum(), name + "norm3");
      var sum = layers.addAndNorm(feedForward(cross.norm(), name), cross.sum(), next(layer));
      x = sum.sum();
      norm = sum.norm();
    }
    return norm;
  }

  /** The norm that follows a layer: the next layer's first, or the last of all. */
  private String next(int layer) {
    boolean last = layer == config.memoryLayers() - 1;
    return PREFIX + (last ? "norm" : "layers." + (layer + 1) + ".norm1");
  }

  private Value selfAttention(Value x, String name) {
    Value q =
        layers.rotate(imageRope, layers.linear(x, name + "q_proj", rotatable(name + "q_proj")));
    Value k =
        layers.rotate(imageRope, layers.linear(x, name + "k_proj", rotatable(name + "k_proj")));
    return layers.linear(layers.attend(q, k, x, 1), name + "v_out_proj", valuesThenOutput(name));
  }

  private Value crossAttention(Value x, Memory memory, Value values, String name) {
    Value q =
        layers.rotate(imageRope, layers.linear(x, name + "q_proj", rotatable(name + "q_proj")));
    Affine keys = rotatable(name + "k_proj");
    Value frames =
        layers.rotate(memoryRope, layers.linear(memory.placedFrames, name + "k_proj", keys));
    // Pointers have no place in the image: projected alike, but not rotated.
    Value pointers = layers.linear(memory.placedPointers, name + "k_proj", keys);
    Value k = graph.concat(1, flat(frames), pointers);
    return look(q.expandBatch(values), k, values, name);
  }

  private Value look(Value q, Value k, Value values, String name) {
    if (layers.variant().keepsHeadsEqual()) {
      Value v = layers.linear(values, name + "v_proj");
      return layers.linear(layers.attend(q, k, v, 1), name + "out_proj");
    }
    return layers.linear(
        layers.attend(q, k, values, 1), name + "v_out_proj", valuesThenOutput(name));
  }

  /** What an attention of one head does to its values, before and after: one map. */
  private Affine valuesThenOutput(String name) {
    return Affine.of(layers.weights(), name + "v_proj")
        .then(Affine.of(layers.weights(), name + "out_proj"));
  }

  private Value feedForward(Value x, String name) {
    layers.weights().get(name + "linear1.weight", config.memoryFeedForward(), config.dModel());
    return layers.linear(layers.linear(x, name + "linear1").relu(), name + "linear2");
  }

  private Affine rotatable(String name) {
    Affine map = Affine.of(layers.weights(), name);
    return map.reorderOutputs(RopeTables.order(map.out()));
  }

  private Memory memory(Value frames, Value temporalIndex, Value pointers, Value pointerTime) {
    int m = config.memDim();
    Value age =
        layers
            .weight("maskmem_tpos_enc", layers.weights().get("maskmem_tpos_enc").dim(0), m)
            .take(0, temporalIndex)
            .reshape(temporalIndex.dim(0), 1, m);
    Value placed = frames.add(layout.position(graph, m).add(age));
    int parts = config.dModel() / m;
    Dim tokens = pointers.dim(1).times(parts);
    Value cut = pointers.reshape(pointers.dim(0), tokens, m);
    return new Memory(frames, placed, cut, placePointers(pointers, pointerTime, cut));
  }

  /** Adds to every token of a pointer the encoding of the pointer's age, if the model has one. */
  private Value placePointers(Value pointers, Value pointerTime, Value cut) {
    if (!layers.weights().has(POINTER_TIME + ".weight")) {
      return cut; // SAM 2.0 and EdgeTAM: pointers without age
    }
    int d = config.dModel();
    int m = config.memDim();
    Dim count = pointers.dim(1);
    Value frequencies =
        graph.constant(
            "temporal_frequencies", Shape.of(1, d / 2), SinePosition.temporalFrequencies(d));
    Value angles = pointerTime.reshape(count, 1).mul(frequencies);
    Value age = layers.linear(graph.concat(1, angles.sin(), angles.cos()), POINTER_TIME);
    return cut.reshape(cut.dim(0), count, d / m, m)
        .add(age.reshape(count, 1, m))
        .reshape(cut.dim(0), cut.dim(1), m);
  }

  /** A tenth of the sine position, as the reference adds it; {@code [1, T, d]}. */
  private Value imagePosition() {
    float[] position = SinePosition.ofMap(config.gridSide(), config.dModel());
    for (int i = 0; i < position.length; i++) {
      position[i] *= 0.1f;
    }
    return graph.constant(
        "image_position", Shape.of(1, config.tokens(), config.dModel()), position);
  }

  /** {@code [B, F, T, c] -> [B, F*T, c]}. */
  private static Value flat(Value frames) {
    return frames.reshape(frames.dim(0), frames.dim(1).times(frames.dim(2)), frames.dim(3));
  }
}
