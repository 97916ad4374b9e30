package io.masklet.models.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/**
 * Weights that need no file: every value follows from the name of its tensor, bit for bit as in the
 * generator that made the goldens.
 */
final class GeneratedWeights {

  private record Rule(Pattern pattern, DoubleUnaryOperator value, double fan) {}

  private interface Rounding {
    float round(float value);
  }

  /** The first pattern found in a key decides; the first of all is not for the small networks. */
  private static final List<Rule> RULES =
      List.of(
          affine("pred_obj_score_head\\.layers\\.2\\.bias$", 2.2, 0.05),
          affine("running_mean$", 0, 0.1),
          affine("running_var$", 1, 0.2),
          affine("positional_encoding_gaussian_matrix$", 0, 1.5),
          affine(
              "(token_mixer\\.conv1?\\.bn|(channel_mixer|ffn)\\.conv2\\.bn)\\.weight$", 0.4, 0.04),
          affine("trunk\\.body\\..*bn\\.weight$", 1.4, 0.14),
          affine("\\.gamma$", 0.3, 0.15),
          affine("(iou_token|mask_tokens|obj_score_token)\\.weight$", 0, 1.5),
          affine("(point_embeddings\\.\\d|not_a_point_embed|no_mask_embed)\\.weight$", 0, 1),
          affine(
              "(pos_embed|pos_embed_window|no_mem_embed|no_mem_pos_enc|maskmem_tpos_enc)$", 0, 0.5),
          affine("(no_obj_ptr|no_obj_embed_spatial|latents|latents_2d)$", 0, 1),
          affine("\\.bias$", 0, 0.05),
          affine("#1d\\.weight$", 1, 0.1),
          fan("(qkv|q_proj|k_proj|to_q)\\.weight$", 1.5),
          fan("(to_kv)\\.weight$", 1.2),
          fan("(pred_obj_score_head\\.layers\\.2)\\.weight$", 3),
          fan("(iou_prediction_head\\.layers\\.2)\\.weight$", 3),
          fan("(output_hypernetworks_mlps\\.\\d\\.layers\\.2)\\.weight$", 2.5),
          fan("(obj_ptr_proj\\.layers\\.2)\\.weight$", 2),
          fan("(conv_s0|conv_s1)\\.weight$", 1.5),
          fan("(layers\\.[12]|linear2|pwconv2)\\.weight$", 1.4),
          fan("mask_downsampler\\.encoder\\.\\d+\\.weight$", 1.2),
          fan("", 1));

  private static final Pattern TRANSPOSED = Pattern.compile("output_upscaling\\.[03]\\.weight$");

  private GeneratedWeights() {}

  /** Values of the tensor {@code key} of a small network, row-major, rounded to bfloat16. */
  static float[] values(String salt, String key, int[] shape) {
    return values(salt, key, shape, RULES.subList(1, RULES.size()), GeneratedWeights::toBfloat16);
  }

  /** Values of the tensor {@code key} of a network of true size, row-major. */
  static float[] exact(String salt, String key, int[] shape) {
    return values(salt, key, shape, RULES, value -> value);
  }

  private static float[] values(
      String salt, String key, int[] shape, List<Rule> rules, Rounding rounding) {
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    int first = shape[0];
    double fanIn = TRANSPOSED.matcher(key).find() ? first : (double) count / first;
    String marked = shape.length == 1 ? key.replaceAll("\\.weight$", "#1d.weight") : key;
    Rule rule = rule(rules, key, marked);
    SplittableRandom random = new SplittableRandom(fnv1a(salt + key));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double t = 2 * ((random.nextLong() >>> 40) * 0x1p-24) - 1;
      double value =
          rule.fan > 0 ? t * (rule.fan * Math.sqrt(3.0 / fanIn)) : rule.value.applyAsDouble(t);
      values[i] = rounding.round((float) value);
    }
    return values;
  }

  /** Rounds to the nearest bfloat16, ties to even. */
  static float toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = bits + 0x7fff + (bits >>> 16 & 1);
    return Float.intBitsToFloat(rounded & 0xffff0000);
  }

  private static Rule rule(List<Rule> rules, String key, String marked) {
    return rules.stream()
        .filter(r -> r.pattern.matcher(key).find() || r.pattern.matcher(marked).find())
        .findFirst()
        .orElseThrow();
  }

  private static Rule affine(String pattern, double a, double b) {
    return new Rule(Pattern.compile(pattern), t -> a + b * t, 0);
  }

  private static Rule fan(String pattern, double b) {
    return new Rule(Pattern.compile(pattern), t -> 0, b);
  }

  private static long fnv1a(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
    }
    return hash;
  }
}
