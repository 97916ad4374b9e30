package io.masklet.models.sam2;

import io.masklet.models.sam2.Architecture.Trait;
import java.util.List;
import java.util.Map;

/**
 * The name and shape of every weight of an architecture, as its authors' files have them. Counters
 * of batch norms are left out: nobody reads them.
 */
// Source: the modules of facebookresearch/sam2@2b90b9f and facebookresearch/EdgeTAM@9cc44bf.
final class ExpectedWeights {

  private static final String DECODER = "sam_mask_decoder.";
  private static final String MEMORY = "memory_encoder.";
  private static final String PROMPTS = "sam_prompt_encoder.";

  private final WeightShapes shapes = new WeightShapes();
  private final Architecture architecture;
  private final int d;
  private final int m;

  private ExpectedWeights(Architecture architecture) {
    this.architecture = architecture;
    this.d = architecture.config().dModel();
    this.m = architecture.config().memDim();
  }

  /** Shapes by name, in the order of the network. */
  static Map<String, List<Integer>> of(Architecture architecture) {
    ExpectedWeights weights = new ExpectedWeights(architecture);
    weights.neck(new ExpectedTrunk(architecture, weights.shapes).put());
    weights.prompts();
    weights.decoder();
    weights.memoryEncoder();
    weights.memoryAttention();
    weights.loose();
    if (architecture.has(Trait.PERCEIVER)) {
      weights.perceiver();
    }
    return weights.shapes.byName();
  }

  /**
   * @param widths channels of the trunk's stages, finest first
   */
  private void neck(List<Integer> widths) {
    for (int i = 0; i < 4; i++) {
      shapes.conv("image_encoder.neck.convs." + i + ".conv", d, widths.get(3 - i), 1);
    }
  }

  private void prompts() {
    shapes.put(PROMPTS + "pe_layer.positional_encoding_gaussian_matrix", 2, d / 2);
    for (int label = 0; label < 4; label++) {
      shapes.put(PROMPTS + "point_embeddings." + label + ".weight", 1, d);
    }
    shapes.put(PROMPTS + "not_a_point_embed.weight", 1, d);
    shapes.put(PROMPTS + "no_mask_embed.weight", 1, d);
    shapes.conv(PROMPTS + "mask_downscaling.0", 4, 1, 2);
    shapes.norm(PROMPTS + "mask_downscaling.1", 4);
    shapes.conv(PROMPTS + "mask_downscaling.3", 16, 4, 2);
    shapes.norm(PROMPTS + "mask_downscaling.4", 16);
    shapes.conv(PROMPTS + "mask_downscaling.6", d, 16, 1);
  }

  private void decoder() {
    String transformer = DECODER + "transformer.";
    for (int layer = 0; layer < 2; layer++) {
      String name = transformer + "layers." + layer + ".";
      shapes.attention(name + "self_attn", d, d, d);
      shapes.attention(name + "cross_attn_token_to_image", d / 2, d, d);
      shapes.attention(name + "cross_attn_image_to_token", d / 2, d, d);
      shapes.mlp(name + "mlp", d, architecture.config().decoderMlpDim(), d);
      for (int i = 1; i <= 4; i++) {
        shapes.norm(name + "norm" + i, d);
      }
    }
    shapes.attention(transformer + "final_attn_token_to_image", d / 2, d, d);
    shapes.norm(transformer + "norm_final_attn", d);
    shapes.put(DECODER + "iou_token.weight", 1, d);
    shapes.put(DECODER + "mask_tokens.weight", Sam2Config.MASKS, d);
    shapes.put(DECODER + "obj_score_token.weight", 1, d);
    upscaling();
    heads();
  }

  private void upscaling() {
    shapes.put(DECODER + "output_upscaling.0.weight", d, d / 4, 2, 2);
    shapes.put(DECODER + "output_upscaling.0.bias", d / 4);
    shapes.norm(DECODER + "output_upscaling.1", d / 4);
    shapes.put(DECODER + "output_upscaling.3.weight", d / 4, d / 8, 2, 2);
    shapes.put(DECODER + "output_upscaling.3.bias", d / 8);
    shapes.conv(DECODER + "conv_s0", d / 8, d, 1);
    shapes.conv(DECODER + "conv_s1", d / 4, d, 1);
  }

  private void heads() {
    for (int mask = 0; mask < Sam2Config.MASKS; mask++) {
      shapes.mlp(DECODER + "output_hypernetworks_mlps." + mask, d, d, d, d / 8);
    }
    shapes.mlp(DECODER + "iou_prediction_head", d, d, d, Sam2Config.MASKS);
    shapes.mlp(DECODER + "pred_obj_score_head", d, d, d, 1);
    shapes.mlp("obj_ptr_proj", d, d, d, d);
  }

  private void memoryEncoder() {
    String sampler = MEMORY + "mask_downsampler.encoder.";
    int channels = 1;
    for (int i = 0; i < 4; i++) {
      shapes.conv(sampler + 3 * i, 4 * channels, channels, 3);
      channels *= 4;
      shapes.norm(sampler + (3 * i + 1), channels);
    }
    shapes.conv(sampler + 12, d, channels, 1);
    shapes.conv(MEMORY + "pix_feat_proj", d, d, 1);
    for (int layer = 0; layer < 2; layer++) {
      String name = MEMORY + "fuser.layers." + layer + ".";
      shapes.put(name + "gamma", d);
      shapes.conv(name + "dwconv", d, 1, 7);
      shapes.norm(name + "norm", d);
      shapes.linear(name + "pwconv1", 4 * d, d);
      shapes.linear(name + "pwconv2", d, 4 * d);
    }
    shapes.conv(MEMORY + "out_proj", m, d, 1);
  }

  private void memoryAttention() {
    int hidden = architecture.config().memoryFeedForward();
    for (int layer = 0; layer < architecture.config().memoryLayers(); layer++) {
      String name = "memory_attention.layers." + layer + ".";
      shapes.attention(name + "self_attn", d, d, d);
      shapes.attention(name + "cross_attn_image", d, d, m);
      shapes.linear(name + "linear1", hidden, d);
      shapes.linear(name + "linear2", d, hidden);
      for (int i = 1; i <= 3; i++) {
        shapes.norm(name + "norm" + i, d);
      }
    }
    shapes.norm("memory_attention.norm", d);
  }

  private void loose() {
    shapes.put("maskmem_tpos_enc", 7, 1, 1, m);
    shapes.put("no_mem_embed", 1, 1, d);
    shapes.put("no_mem_pos_enc", 1, 1, d);
    shapes.put("no_obj_ptr", 1, d);
    shapes.conv("mask_downsample", 1, 1, 4);
    if (architecture.has(Trait.MARKED_ABSENCE)) {
      shapes.put("no_obj_embed_spatial", 1, m);
    }
    if (architecture.has(Trait.AGED_POINTERS)) {
      shapes.linear("obj_ptr_tpos_proj", m, d);
    }
  }

  private void perceiver() {
    String prefix = "spatial_perceiver.";
    shapes.put(prefix + "latents", 256, m);
    shapes.put(prefix + "latents_2d", 256, m);
    for (int layer = 0; layer < 2; layer++) {
      String name = prefix + "layers." + layer + ".";
      shapes.norm(name + "attn.norm_x", m);
      shapes.norm(name + "attn.norm_latents", m);
      latentAttention(name + "attn.", name + "ff.");
      shapes.norm(name + "self_attn.norm", m);
      latentAttention(name + "self_attn.", name + "self_ff.");
    }
    shapes.norm(prefix + "norm", m);
  }

  private void latentAttention(String attention, String feedForward) {
    shapes.put(attention + "to_q.weight", m, m);
    shapes.put(attention + "to_kv.weight", 2 * m, m);
    shapes.put(attention + "to_out.weight", m, m);
    shapes.norm(feedForward + 0, m);
    shapes.put(feedForward + "1.weight", 4 * m, m);
    shapes.put(feedForward + "3.weight", m, 4 * m);
  }
}
