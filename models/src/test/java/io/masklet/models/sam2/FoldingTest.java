package io.masklet.models.sam2;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.testing.NanoModel;
import io.masklet.models.testing.Runner;
import io.masklet.models.testing.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every folded form against the plain one that the reference writes. */
class FoldingTest {

  private static final double LIMIT = 2e-5;

  private final Random random = new Random(11);
  private final StateDict weights = NanoModel.SAM21.weights();

  @Test
  void then_isOneMapAfterTheOther() {
    Tensor x = Tensor.random(random, 5, 64);
    String v = "memory_attention.layers.0.self_attn.v_proj";
    String out = "memory_attention.layers.0.self_attn.out_proj";
    requireSame(
        x,
        (layers, value) -> layers.linear(layers.linear(value, v), out),
        (layers, value) ->
            layers.linear(value, "folded", Affine.of(weights, v).then(Affine.of(weights, out))));
  }

  @Test
  void crossAttention_overMemoryItself_isOverProjectedValues() {
    String name = "memory_attention.layers.1.cross_attn_image.";
    Tensor memory = Tensor.random(random, 1, 40, 16);
    Affine v = Affine.of(weights, name + "v_proj");
    Affine out = Affine.of(weights, name + "out_proj");
    requireSame(
        memory,
        (layers, m) -> {
          Value k = layers.linear(m, name + "k_proj");
          return layers.linear(
              k.attend(k, layers.linear(m, name + "v_proj"), 1), name + "out_proj");
        },
        (layers, m) -> {
          Value k = layers.linear(m, name + "k_proj");
          return layers.linear(k.attend(k, m, 1), "merged", v.then(out));
        });
  }

  @Test
  void normedConv_isConvolutionThenNormOverChannels() {
    String name = "memory_encoder.mask_downsampler.encoder.";
    requireSame(
        Tensor.random(random, 2, 4, 16, 16),
        (layers, x) -> {
          Value y = layers.conv(x, name + 3, 2, 1, 1).transpose(0, 2, 3, 1);
          return layers.layerNorm(y, name + 4, Layers.MAP_EPSILON).transpose(0, 3, 1, 2);
        },
        (layers, x) -> layers.normedConv(x, name + 3, name + 4));
  }

  @Test
  void scaleOutputs_isLayerScaleAfterTheProjection() {
    String name = "memory_encoder.fuser.layers.0.";
    float[] gamma = weights.get(name + "gamma").floats();
    requireSame(
        Tensor.random(random, 3, 256),
        (layers, x) ->
            layers.linear(x, name + "pwconv2").mul(layers.weight(name + "gamma", gamma.length)),
        (layers, x) ->
            layers.linear(x, "scaled", Affine.of(weights, name + "pwconv2").scaleOutputs(gamma)));
  }

  @Test
  void foldedNeck_isLateralThenSkip() {
    String lateral = "image_encoder.neck.convs.2.conv";
    String skip = "sam_mask_decoder.conv_s1";
    requireSame(
        Tensor.random(random, 1, 32, 8, 8),
        (layers, x) -> layers.conv(layers.conv(x, lateral, 1, 0, 1), skip, 1, 0, 1),
        (layers, x) ->
            layers.conv1x1(
                x, "folded", Affine.of(weights, lateral).then(Affine.of(weights, skip))));
  }

  @Test
  void tokenMixer_isBothBranchesAndTheInput() {
    StateDict edge = NanoModel.EDGETAM.weights();
    String name = "image_encoder.trunk.body.stages_1.blocks.0.token_mixer";
    Tensor x = Tensor.random(random, 1, 16, 8, 8);
    Tensor fused = run(edge, x, (l, v) -> l.conv(v, "fused", FusedConv.tokenMixer(edge, name), 1));
    Tensor plain =
        run(
            edge,
            x,
            (layers, value) ->
                batchNormed(layers, value, name + ".conv")
                    .add(batchNormed(layers, value, name + ".conv1"))
                    .add(value));
    assertThat(fused.distance(plain)).isLessThan(LIMIT);
  }

  @Test
  void rotate_onContiguousHalves_keepsEveryProductOfTheReference() {
    int channels = 64;
    int side = 8;
    Tensor q = Tensor.random(random, 2, 3, side * side, channels);
    int[] order = RopeTables.order(channels);
    Tensor rotated =
        run(
            weights,
            reorder(q, order),
            (layers, x) -> RopeTables.of(layers.graph(), side, channels).rotate(x));
    Tensor reference = reorder(rotatePairs(q, side, channels), order);
    assertThat(rotated.distance(reference)).isLessThan(LIMIT);
  }

  @Test
  void layerNorm_ofTokensAddedToThemselves_isThePlainNorm() {
    String name = "memory_encoder.fuser.layers.0.norm";
    Tensor x = Tensor.random(random, 2, 40, 64);
    for (int i = 0; i < 64; i++) {
      x.values()[i] *= 1e-3f; // so little variance that epsilon counts
    }
    requireSame(
        x,
        (layers, tokens) ->
            tokens.layerNorm(
                layers.weight(name + ".weight", 64),
                layers.weight(name + ".bias", 64),
                Layers.MAP_EPSILON),
        (layers, tokens) -> layers.layerNorm(tokens, name, Layers.MAP_EPSILON));
  }

  @Test
  void patchOrder_splitAndJoin_areInverse() {
    Tensor map = Tensor.random(random, 2, 3, 8, 8);
    Tensor back =
        run(
            weights,
            map,
            (layers, x) -> {
              Value patches = PatchOrder.split4(x, 2); // [2, 4, 16, 3]
              return PatchOrder.join4(patches.transpose(0, 3, 1, 2).reshape(2, 3, 64), 2);
            });
    assertThat(back.distance(map)).isZero();
  }

  /** Pixel (y, x) = (5, 2) of a map of 8: token (1, 0), coarse (0, 1), fine (1, 0). */
  @Test
  void patchOrder_split4_ordersPixelsCoarseToFine() {
    Tensor map = Tensor.filled(0, 1, 1, 8, 8);
    map.values()[5 * 8 + 2] = 1;
    Tensor patches = run(weights, map, (layers, x) -> PatchOrder.split4(x, 2));
    assertThat(patches.values()[2 * 16 + 0b0110]).isEqualTo(1);
  }

  private static Value batchNormed(Layers layers, Value x, String name) {
    StateDict weights = layers.weights();
    float[] gain = weights.get(name + ".bn.weight").floats();
    float[] variance = weights.get(name + ".bn.running_var").floats();
    int channels = gain.length;
    for (int c = 0; c < channels; c++) {
      gain[c] = (float) (gain[c] / Math.sqrt(variance[c] + 1e-5));
    }
    int[] s = weights.get(name + ".c.weight").shape();
    Value kernel = layers.weight(name + ".c.weight", s[0], s[1], s[2], s[3]);
    Value none = layers.graph().constant("none", Shape.of(channels), new float[channels]);
    Value scale = layers.graph().constant(name + ".scale", Shape.of(channels, 1, 1), gain);
    return x.conv(kernel, none, 1, s[2] / 2, channels)
        .sub(layers.weight(name + ".bn.running_mean", channels, 1, 1))
        .mul(scale)
        .add(layers.weight(name + ".bn.bias", channels, 1, 1));
  }

  /** The reference's rotation: channels 2j and 2j + 1 as one complex number. */
  private static Tensor rotatePairs(Tensor x, int side, int channels) {
    float[] rotated = x.values().clone();
    for (int t = 0; t < x.values().length / channels; t++) {
      for (int pair = 0; pair < channels / 2; pair++) {
        int i = pair % (channels / 4);
        int position = pair < channels / 4 ? t % side : t / side % side;
        double angle = position * Math.pow(10_000, -4.0 * i / channels);
        int at = t * channels + 2 * pair;
        double a = x.values()[at];
        double b = x.values()[at + 1];
        rotated[at] = (float) (a * Math.cos(angle) - b * Math.sin(angle));
        rotated[at + 1] = (float) (a * Math.sin(angle) + b * Math.cos(angle));
      }
    }
    return Tensor.of(x.shape(), rotated);
  }

  private static Tensor reorder(Tensor x, int[] order) {
    float[] values = x.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = x.values()[i - i % order.length + order[i % order.length]];
    }
    return Tensor.of(x.shape(), values);
  }

  private void requireSame(
      Tensor x, BiFunction<Layers, Value, Value> plain, BiFunction<Layers, Value, Value> folded) {
    double distance = run(weights, x, plain).distance(run(weights, x, folded));
    assertThat(distance).isLessThan(LIMIT);
  }

  private static Tensor run(StateDict weights, Tensor x, BiFunction<Layers, Value, Value> part) {
    try (Runner runner =
        Runner.of(
            writer -> {
              GraphBuilder graph = new GraphBuilder("test", writer);
              Object[] dims = Arrays.stream(x.shape()).boxed().toArray();
              Value input = graph.input("x", ElementType.FLOAT, Shape.of(dims));
              Value y = part.apply(new Layers(graph, weights), input);
              graph.output("y", y, y.shape());
            })) {
      return runner.run(Map.of("x", x)).get("y");
    }
  }
}
