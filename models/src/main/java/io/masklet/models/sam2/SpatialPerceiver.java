package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.Dim;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import java.util.List;

/**
 * Compresses the memory of one frame, so that attending to it becomes cheap: EdgeTAM's own part.
 *
 * <pre>
 *   memory   [B, g*g, m]
 *   result   [B, G + s*s, m]     as MemoryLayout says
 * </pre>
 *
 * <p>G latents look at the whole memory; each of s*s others looks only at its own window of the
 * map. Both go through the same layers, so their tokens lie in one list and part only where they
 * attend: a local latent sees no other latent, and attention to itself alone is its own value.
 *
 * <p>The released code cannot run more than one object here (it calls {@code view} on an expanded
 * tensor); what runs for one object alone is computed for each of B.
 */
// Source: facebookresearch/EdgeTAM@9cc44bf, sam2/modeling/perceiver.py#PerceiverResampler.
final class SpatialPerceiver {

  private static final String PREFIX = "spatial_perceiver.";
  private static final String GLOBAL = PREFIX + "latents";
  private static final String LOCAL = PREFIX + "latents_2d";

  private final Sam2Config config;
  private final Layers layers;
  private final GraphBuilder graph;
  private final MemoryLayout layout;

  SpatialPerceiver(Sam2Config config, Layers layers) {
    this.config = config;
    this.layers = layers;
    this.graph = layers.graph();
    this.layout = layout(config, layers.weights());
  }

  static boolean isIn(StateDict weights) {
    return weights.has(GLOBAL);
  }

  /** The numbers of latents, which must fit the size of the image. */
  static MemoryLayout layout(Sam2Config config, StateDict weights) {
    int local = weights.get(LOCAL).dim(0);
    int side = (int) Math.sqrt(local);
    if (side * side != local || config.gridSide() % side != 0) {
      throw new IllegalArgumentException(
          "spatial perceiver of %s: expected %s to count the windows of a square that divides the %dx%d embedding, got %d; choose an image size that is a multiple of %d"
              .formatted(
                  config.name(), LOCAL, config.gridSide(), config.gridSide(), local, 16 * side));
    }
    return new MemoryLayout(weights.get(GLOBAL).dim(0), side);
  }

  Value compress(Value memory) {
    Value z = latents().expandBatch(memory);
    Value norm = layers.layerNorm(z, layer(0) + "attn.norm_latents", Layers.TOKEN_EPSILON);
    for (int i = 0; hasLayer(i); i++) {
      String name = layer(i);
      var seen = layers.addAndNorm(look(norm, memory, name + "attn."), z, name + "ff.0");
      var fed =
          layers.addAndNorm(feed(seen.norm(), name + "ff."), seen.sum(), name + "self_attn.norm");
      var shared =
          layers.addAndNorm(share(fed.norm(), name + "self_attn."), fed.sum(), name + "self_ff.0");
      var sum = layers.addAndNorm(feed(shared.norm(), name + "self_ff."), shared.sum(), next(i));
      z = sum.sum();
      norm = sum.norm();
    }
    return norm;
  }

  /** Global latents, then local ones; {@code [1, T, m]}. */
  private Value latents() {
    int m = config.memDim();
    return graph.concat(
        1,
        layers.weight(GLOBAL, 1, layout.placeless(), m),
        layers.weight(LOCAL, 1, layout.side() * layout.side(), m));
  }

  /** Every latent looks at what it may see of the memory. */
  private Value look(Value latents, Value memory, String name) {
    List<Value> q = kinds(layers.matMul(latents, name + "to_q"));
    Value norm = layers.layerNorm(memory, name + "norm_x", Layers.TOKEN_EPSILON);
    Value kv = layers.matMul(norm, name + "to_kv");
    return merge(lookEverywhere(q.get(0), kv), lookInWindows(q.get(1), kv), name);
  }

  /** Positions are added to keys and to values alike, after their projection. */
  private Value lookEverywhere(Value q, Value kv) {
    List<Value> placed = keysAndValues(kv.add(positionTwice()));
    return layers.attend(q, placed.get(0), placed.get(1), 1);
  }

  /** One query a window, without positions. */
  private Value lookInWindows(Value q, Value kv) {
    int side = layout.side();
    int window = config.gridSide() / side;
    Dim batch = kv.dim(0);
    Dim windows = batch.times((long) side * side);
    Value cut =
        kv.reshape(batch, side, window, side, window, kv.dim(-1))
            .transpose(0, 1, 3, 2, 4, 5)
            .reshape(windows, window * window, kv.dim(-1));
    List<Value> own = keysAndValues(cut);
    return layers
        .attend(q.reshape(windows, 1, config.memDim()), own.get(0), own.get(1), 1)
        .reshape(batch, side * side, config.memDim());
  }

  /** Global latents look at one another. */
  private Value share(Value latents, String name) {
    Value q = kinds(layers.matMul(latents, name + "to_q")).get(0);
    List<Value> kv = keysAndValues(layers.matMul(latents, name + "to_kv"));
    Value k = kinds(kv.get(0)).get(0);
    List<Value> v = kinds(kv.get(1));
    return merge(layers.attend(q, k, v.get(0), 1), v.get(1), name);
  }

  private Value merge(Value global, Value local, String name) {
    return layers.matMul(graph.concat(1, global, local), name + "to_out");
  }

  private Value feed(Value x, String name) {
    return layers.matMul(layers.matMul(x, name + 1).gelu(), name + 3);
  }

  /** Global tokens, local tokens. */
  private List<Value> kinds(Value tokens) {
    return tokens.split(1, layout.placeless(), layout.side() * layout.side());
  }

  private List<Value> keysAndValues(Value kv) {
    return kv.split(2, config.memDim(), config.memDim());
  }

  /** The position of every pixel of the map, for its key and for its value; {@code [T, 2m]}. */
  private Value positionTwice() {
    int m = config.memDim();
    float[] once = SinePosition.ofMap(config.gridSide(), m);
    float[] twice = new float[2 * once.length];
    for (int i = 0; i < once.length; i += m) {
      System.arraycopy(once, i, twice, 2 * i, m);
      System.arraycopy(once, i, twice, 2 * i + m, m);
    }
    return graph.constant("map_position", Shape.of(config.tokens(), 2 * m), twice);
  }

  /** The norm that follows a layer: the next layer's first, or the last of all. */
  private String next(int i) {
    return hasLayer(i + 1) ? layer(i + 1) + "attn.norm_latents" : PREFIX + "norm";
  }

  private boolean hasLayer(int i) {
    return layers.weights().has(layer(i) + "attn.to_q.weight");
  }

  private static String layer(int i) {
    return PREFIX + "layers." + i + ".";
  }
}
