package io.masklet.models.sam2;

import io.masklet.models.graph.Value;

/**
 * The decoder's transformer: prompt tokens look at the image, the image looks back at the tokens.
 *
 * <p>Post-norm. The position of a token is the token's own first value, prompts included; the
 * position of an image token is its Fourier encoding.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam/transformer.py#TwoWayTransformer.
final class TwoWayTransformer {

  private static final String PREFIX = "sam_mask_decoder.transformer.";
  private static final int LAYERS = 2;

  private final Sam2Config config;
  private final Layers layers;

  TwoWayTransformer(Sam2Config config, Layers layers) {
    this.config = config;
    this.layers = layers;
  }

  /**
   * Both sides after the last layer.
   *
   * @param tokens {@code [B, n, d]}
   * @param image {@code [B, T, d]}
   */
  record Result(Value tokens, Value image) {}

  /**
   * @param tokens {@code [B, n, d]}: output tokens, then prompts
   * @param image {@code [B, T, d]}
   * @param imagePosition {@code [1, T, d]}
   */
  Result run(Value tokens, Value image, Value imagePosition) {
    Value t = tokens;
    Value placed = image.add(imagePosition);
    Value k = image;
    for (int layer = 0; layer < LAYERS; layer++) {
      String name = PREFIX + "layers." + layer + ".";
      t = layer == 0 ? firstSelfAttention(t, name) : selfAttention(t, tokens, name);
      Value seen = attention(t.add(tokens), placed, k, name + "cross_attn_token_to_image");
      t = layers.addAndNorm(seen, t, name + "norm2").norm();
      t = layers.addAndNorm(mlp(t, name + "mlp"), t, name + "norm3").norm();
      Value told = attention(placed, t.add(tokens), t, name + "cross_attn_image_to_token");
      k = layers.addAndNorm(told, k, name + "norm4").norm();
      placed = k.add(imagePosition);
    }
    Value seen = attention(t.add(tokens), placed, k, PREFIX + "final_attn_token_to_image");
    return new Result(layers.addAndNorm(seen, t, PREFIX + "norm_final_attn").norm(), k);
  }

  /** The first layer has neither residual nor positions here: its tokens are their positions. */
  private Value firstSelfAttention(Value t, String name) {
    Value attended = attention(t, t, t, name + "self_attn");
    return layers.layerNorm(attended, name + "norm1", Layers.TOKEN_EPSILON);
  }

  private Value selfAttention(Value t, Value position, String name) {
    Value placed = t.add(position);
    Value attended = attention(placed, placed, t, name + "self_attn");
    return layers.addAndNorm(attended, t, name + "norm1").norm();
  }

  private Value mlp(Value t, String name) {
    layers.weights().get(name + ".layers.0.weight", config.decoderMlpDim(), config.dModel());
    return layers.mlp(t, name, 2);
  }

  private Value attention(Value queries, Value keys, Value values, String name) {
    Value q = layers.linear(queries, name + ".q_proj");
    Value k = layers.linear(keys, name + ".k_proj");
    Value v = layers.linear(values, name + ".v_proj");
    return layers.linear(layers.attend(q, k, v, config.decoderHeads()), name + ".out_proj");
  }
}
