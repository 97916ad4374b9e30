package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;

/**
 * Turns clicks, boxes and a previous mask into embeddings.
 *
 * <pre>
 *   points      [B, N, 2]         model pixels, x then y; a box is two points; padding included
 *   labels      [B, N]            -1 none, 0 negative, 1 positive, 2 / 3 corners of a box
 *   sparse   -> [B, N, d]
 *   mask        [B, 1, 4g, 4g]    logits, with has_mask [B, 1, 1, 1] of 1 or 0
 *   dense    -> [B, g*g, d]       tokens
 * </pre>
 *
 * <p>The caller appends the padding point (label -1), so that N is the true number of tokens. Other
 * labels than these are outside the contract.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam/prompt_encoder.py and
// sam2/modeling/position_encoding.py#PositionEmbeddingRandom.
final class PromptEncoder {

  private static final String PREFIX = "sam_prompt_encoder.";
  private static final String GAUSSIAN = PREFIX + "pe_layer.positional_encoding_gaussian_matrix";

  private final Sam2Config config;
  private final Layers layers;
  private final GraphBuilder graph;
  private final StateDict weights;

  PromptEncoder(Sam2Config config, Layers layers) {
    this.config = config;
    this.layers = layers;
    this.graph = layers.graph();
    this.weights = layers.weights();
  }

  Value sparse(Value points, Value labels) {
    // Pixel centres are at +0.5; [0, S] becomes [-1, 1].
    float perPixel = 2f / config.imageSizePx();
    Value centred = points.mul(graph.scalar(perPixel)).add(graph.scalar(perPixel / 2 - 1));
    Value angles = centred.matMul(graph.constant("fourier", gaussianShape(), angularGaussian()));
    Value place = graph.concat(2, angles.sin(), angles.cos());
    // A point that is none has no place: its Fourier part is dropped altogether.
    Value real = labels.greater(graph.integers(-1)).toFloat();
    Value kind = labelTable().take(0, labels.add(graph.integers(1)));
    return place.mul(real.reshape(labels.dim(0), labels.dim(1), 1)).add(kind);
  }

  /** Where has_mask is 0, every token is the same "no mask" embedding. */
  Value dense(Value mask, Value hasMask) {
    Value given = hasMask.reshape(hasMask.dim(0), 1, 1);
    Value none = layers.weight(PREFIX + "no_mask_embed.weight", 1, 1, config.dModel());
    return embed(mask).sub(none).mul(given).add(none);
  }

  /** The position of each image token, a constant {@code [1, g*g, d]}. */
  Value densePosition() {
    int side = config.gridSide();
    int half = config.dModel() / 2;
    float[] gaussian = angularGaussian();
    float[] tokens = new float[side * side * 2 * half];
    for (int t = 0; t < side * side; t++) {
      double x = 2 * (t % side + 0.5) / side - 1;
      double y = 2 * (t / side + 0.5) / side - 1;
      for (int k = 0; k < half; k++) {
        double angle = x * gaussian[k] + y * gaussian[half + k];
        tokens[t * 2 * half + k] = (float) StrictMath.sin(angle);
        tokens[t * 2 * half + half + k] = (float) StrictMath.cos(angle);
      }
    }
    return graph.constant("dense_position", Shape.of(1, side * side, 2 * half), tokens);
  }

  private Value embed(Value mask) {
    String name = PREFIX + "mask_downscaling.";
    int tokens = config.tokens();
    // [B, T, 16 pixels, 1 channel] -> [B, T, 4 pixels, 4 channels] -> [B, T, 16 channels]
    Value x = PatchOrder.split4(mask, config.gridSide()).reshape(mask.dim(0), tokens, 4, 4);
    x = layers.linear(x, name + 0, Affine.of(weights, name + 0));
    x = layers.layerNorm(x, name + 1, Layers.MAP_EPSILON).gelu();
    int channels = x.dim(-1).fixed();
    x = x.reshape(mask.dim(0), tokens, 4 * channels);
    x = layers.linear(x, name + 3, Affine.of(weights, name + 3).swapInputs(channels, 4));
    x = layers.layerNorm(x, name + 4, Layers.MAP_EPSILON).gelu();
    return layers.linear(x, name + 6);
  }

  private Value labelTable() {
    int d = config.dModel();
    float[] table = new float[5 * d];
    System.arraycopy(
        weights.get(PREFIX + "not_a_point_embed.weight", 1, d).floats(), 0, table, 0, d);
    for (int label = 0; label < 4; label++) {
      String name = PREFIX + "point_embeddings." + label + ".weight";
      System.arraycopy(weights.get(name, 1, d).floats(), 0, table, (label + 1) * d, d);
    }
    return graph.constant("label_embeddings", Shape.of(5, d), table);
  }

  /** The Gaussian matrix {@code [2, d/2]} times 2 pi; row 0 multiplies x, row 1 multiplies y. */
  private float[] angularGaussian() {
    float[] gaussian = weights.get(GAUSSIAN, 2, config.dModel() / 2).floats();
    for (int i = 0; i < gaussian.length; i++) {
      gaussian[i] = (float) (gaussian[i] * 2 * Math.PI);
    }
    return gaussian;
  }

  private Shape gaussianShape() {
    return Shape.of(2, config.dModel() / 2);
  }
}
