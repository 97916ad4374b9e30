package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Value;

/**
 * Turns the mask of one frame into the memory that later frames will look at.
 *
 * <p>The network is shown how sure the mask is: {@code 20 m - 10}, where m is the sigmoid of the
 * logits on tracked frames and exactly 0 or 1 on frames a person has prompted.
 *
 * <pre>
 *   image_embedding [1, d, g, g]       before memory attention
 *   mask_logits     [B, 1, h, h]       of any size, such as 4g
 *   binarize        [B, 1, 1, 1]       1 on prompted frames, else 0
 *   object_score    [B, 1]             a logit; at most 0 means hidden
 *   result          [B, T, m]          as MemoryLayout says
 * </pre>
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/memory_encoder.py and
// sam2/modeling/sam2_base.py#_encode_new_memory.
final class MemoryEncoder {

  private static final String PREFIX = "memory_encoder.";
  private static final String HIDDEN = "no_obj_embed_spatial";

  private final Sam2Config config;
  private final Layers layers;
  private final GraphBuilder graph;
  private final StateDict weights;

  MemoryEncoder(Sam2Config config, Layers layers) {
    this.config = config;
    this.layers = layers;
    this.graph = layers.graph();
    this.weights = layers.weights();
  }

  Value remember(Value embedding, Value maskLogits, Value binarize, Value objectScore) {
    return encode(embedding, certainty(maskLogits, binarize), objectScore);
  }

  /**
   * @param certainty {@code [B, 1, 16g, 16g]}, -10 to 10
   */
  Value encode(Value embedding, Value certainty, Value objectScore) {
    Value pixels = layers.linear(Layers.toTokens(embedding), PREFIX + "pix_feat_proj");
    Value x = pixels.add(downsample(certainty));
    for (int layer = 0; weights.has(fuser(layer) + "gamma"); layer++) {
      x = fuse(x, fuser(layer));
    }
    Value memory = layers.linear(x, PREFIX + "out_proj");
    memory = weights.has(HIDDEN) ? markHidden(memory, objectScore) : memory;
    return SpatialPerceiver.isIn(weights)
        ? new SpatialPerceiver(config, layers).compress(memory)
        : memory;
  }

  /** {@code 20 m - 10} at the size of the image, {@code [B, 1, 16g, 16g]}. */
  private Value certainty(Value maskLogits, Value binarize) {
    Value logits = maskLogits.resizeBilinear(config.imageSizePx());
    Value hard = logits.greater(graph.scalar(0)).toFloat();
    Value mask = binarize.greater(graph.scalar(0.5f)).choose(hard, logits.sigmoid());
    return mask.mul(graph.scalar(20)).sub(graph.scalar(10));
  }

  /** Four 3x3 convolutions of stride 2 and a 1x1: {@code [B, 1, 16g, 16g] -> [B, T, d]}. */
  private Value downsample(Value mask) {
    String name = PREFIX + "mask_downsampler.encoder.";
    Value x = mask;
    for (int i = 0; i < 9; i += 3) {
      x = layers.normedConv(x, name + i, name + (i + 1)).gelu();
    }
    // The last norm and what follows run on tokens, so the map is not turned back.
    x = Layers.toTokens(layers.conv(x, name + 9, 2, 1, 1));
    x = layers.layerNorm(x, name + 10, Layers.MAP_EPSILON).gelu();
    return layers.linear(x, name + 12);
  }

  /** A ConvNeXt block on tokens; its layer scale is folded into the last projection. */
  private Value fuse(Value x, String name) {
    Value map = Layers.toMap(x, config.gridSide());
    Value y = Layers.toTokens(layers.conv(map, name + "dwconv", 1, 3, config.dModel()));
    y = layers.layerNorm(y, name + "norm", Layers.MAP_EPSILON);
    y = layers.linear(y, name + "pwconv1").gelu();
    float[] gamma = weights.get(name + "gamma", config.dModel()).floats();
    Affine scaled = Affine.of(weights, name + "pwconv2").scaleOutputs(gamma);
    return x.add(layers.linear(y, name + "pwconv2", scaled));
  }

  /** Adds the mark of absence to every token of a hidden object. */
  private Value markHidden(Value memory, Value objectScore) {
    Value hidden = objectScore.lessOrEqual(graph.scalar(0)).toFloat();
    Value mark = layers.weight(HIDDEN, 1, 1, config.memDim());
    return memory.add(hidden.reshape(objectScore.dim(0), 1, 1).mul(mark));
  }

  private static String fuser(int layer) {
    return PREFIX + "fuser.layers." + layer + ".";
  }
}
