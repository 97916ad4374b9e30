package io.masklet.models.sam2;

import io.masklet.models.checkpoint.Weight;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From image tokens and prompts to masks.
 *
 * <p>All four masks and all four pointers come out; which of them counts is the tracker's choice,
 * made on a few numbers.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/sam/mask_decoder.py#predict_masks; the
// pointers
// are obj_ptr_proj of sam2/modeling/sam2_base.py#_forward_sam_heads, applied to every mask token.
final class MaskDecoder {

  private static final String PREFIX = "sam_mask_decoder.";
  private static final int MASKS = Sam2Config.MASKS;

  /** Tokens before the prompts: object score, IoU, then the mask tokens. */
  private static final int OUTPUT_TOKENS = 2 + MASKS;

  private final Sam2Config config;
  private final Layers layers;
  private final GraphBuilder graph;

  MaskDecoder(Sam2Config config, Layers layers) {
    this.config = config;
    this.layers = layers;
    this.graph = layers.graph();
  }

  /**
   * What the decoder says of B objects.
   *
   * @param masks {@code [B, 4, 4g, 4g]} logits
   * @param iou {@code [B, 4]}, 0 to 1
   * @param objectScore {@code [B, 1]} logit
   * @param pointers {@code [B, 4, d]}, before mixing with no_obj_ptr
   */
  record Prediction(Value masks, Value iou, Value objectScore, Value pointers) {}

  /**
   * @param image tokens {@code [B, T, d]}, dense prompt added
   * @param imagePosition {@code [1, T, d]}
   * @param sparse {@code [B, N, d]}
   * @param highRes4 {@code [1, d/8, 4g, 4g]}
   * @param highRes8 {@code [1, d/4, 2g, 2g]}
   */
  Prediction predict(
      Value image, Value imagePosition, Value sparse, Value highRes4, Value highRes8) {
    Value tokens = graph.concat(1, outputTokens().expandBatch(image), sparse);
    var seen = new TwoWayTransformer(config, layers).run(tokens, image, imagePosition);
    Value maskTokens = seen.tokens().take(1, graph.integers(2, 3, 4, 5));
    Value iou = layers.mlp(token(seen.tokens(), 1), PREFIX + "iou_prediction_head", 3).sigmoid();
    Value score = layers.mlp(token(seen.tokens(), 0), PREFIX + "pred_obj_score_head", 3);
    return new Prediction(
        masks(maskTokens, upscale(seen.image(), highRes4, highRes8)),
        iou.reshape(image.dim(0), MASKS),
        score.reshape(image.dim(0), 1),
        layers.mlp(maskTokens, "obj_ptr_proj", 3));
  }

  /** {@code [B, n, d] -> [B, 1, d]}. */
  private Value token(Value tokens, int index) {
    return tokens.take(1, graph.integers(index));
  }

  private Value outputTokens() {
    int d = config.dModel();
    float[] tokens = new float[OUTPUT_TOKENS * d];
    copy(PREFIX + "obj_score_token.weight", 1, tokens, 0);
    copy(PREFIX + "iou_token.weight", 1, tokens, d);
    copy(PREFIX + "mask_tokens.weight", MASKS, tokens, 2 * d);
    return graph.constant("output_tokens", Shape.of(1, OUTPUT_TOKENS, d), tokens);
  }

  private void copy(String name, int rows, float[] to, int at) {
    float[] values = layers.weights().get(name, rows, config.dModel()).floats();
    System.arraycopy(values, 0, to, at, values.length);
  }

  /** {@code [B, T, d] -> [B, T*16, d/8]}, in {@link PatchOrder}; high-resolution maps are added. */
  private Value upscale(Value image, Value highRes4, Value highRes8) {
    String name = PREFIX + "output_upscaling.";
    int grid = config.gridSide();
    int d = config.dModel();
    Value x = enlarge(image, name + 0).reshape(image.dim(0), config.tokens(), 4, d / 4);
    x = x.add(PatchOrder.split2(highRes8, grid));
    // The norm wants a plain list of tokens; four of them make a patch.
    x = x.reshape(image.dim(0), config.tokens() * 4, d / 4);
    x = layers.layerNorm(x, name + 1, Layers.MAP_EPSILON).gelu();
    x = enlarge(x, name + 3).reshape(image.dim(0), config.tokens(), 16, d / 8);
    x = x.add(PatchOrder.split4(highRes4, grid)).gelu();
    return x.reshape(image.dim(0), config.tokens() * 16, d / 8);
  }

  /**
   * A transposed 2x2 convolution of stride 2: each token gives four, {@code [.., in] -> [..,
   * 4*out]}.
   */
  private Value enlarge(Value x, String name) {
    Weight weight = layers.weights().get(name + ".weight");
    int in = weight.dim(0);
    int out = weight.dim(1);
    float[] kernel = weight.floats(); // [in, out, 2, 2]
    float[] bias = layers.weights().get(name + ".bias", out).floats();
    float[] rows = new float[4 * out * in]; // [(pixel, out), in]
    float[] biases = new float[4 * out];
    for (int row = 0; row < 4 * out; row++) {
      int pixel = row / out;
      int channel = row % out;
      biases[row] = bias[channel];
      for (int i = 0; i < in; i++) {
        rows[row * in + i] = kernel[(i * out + channel) * 4 + pixel];
      }
    }
    return layers.linear(x, name + ".patches", new Affine(in, 4 * out, rows, biases));
  }

  private Value masks(Value maskTokens, Value pixels) {
    Value logits = hypernetworks(maskTokens).matMul(pixels.transpose(0, 2, 1));
    return PatchOrder.join4(logits, config.gridSide());
  }

  /** The four small networks side by side: one batched product per layer, {@code [B, 4, d/8]}. */
  private Value hypernetworks(Value maskTokens) {
    Value x = maskTokens.reshape(maskTokens.dim(0), MASKS, 1, config.dModel());
    for (int layer = 0; layer < 3; layer++) {
      x = layer == 0 ? x : x.relu();
      x = hyperLayer(x, layer);
    }
    return x.reshape(x.dim(0), MASKS, x.dim(-1));
  }

  private Value hyperLayer(Value x, int layer) {
    List<Affine> maps =
        IntStream.range(0, MASKS)
            .mapToObj(
                mask ->
                    Affine.of(
                        layers.weights(),
                        PREFIX + "output_hypernetworks_mlps." + mask + ".layers." + layer))
            .toList();
    int in = maps.get(0).in();
    int out = maps.get(0).out();
    float[] weight = new float[MASKS * in * out];
    float[] bias = new float[MASKS * out];
    for (int mask = 0; mask < MASKS; mask++) {
      System.arraycopy(maps.get(mask).transposed(), 0, weight, mask * in * out, in * out);
      System.arraycopy(maps.get(mask).bias(), 0, bias, mask * out, out);
    }
    String name = "hypernetworks." + layer;
    return x.matMul(graph.constant(name + ".weight", Shape.of(MASKS, in, out), weight))
        .add(graph.constant(name + ".bias", Shape.of(MASKS, 1, out), bias));
  }
}
