package io.masklet.models.sam2;

import io.masklet.models.graph.Value;
import io.masklet.models.registry.GraphVariant;
import java.util.ArrayList;
import java.util.List;

/**
 * RepViT, the convolutional trunk of EdgeTAM and pocket. Batch norms and parallel branches are
 * folded at build time; what runs is convolutions, GELU, squeeze-and-excite and additions.
 *
 * <pre>
 *   pixels   [1, 3, S, S]
 *   stem     two 3x3 convolutions of stride 2
 *   stage i  [1, widths[i], S/4 / 2^i, S/4 / 2^i]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2307.09283">Wang et al., RepViT, 2023</a>
 */
// Source: huggingface/pytorch-image-models 1.0.29, timm/models/repvit.py (legacy=True).
final class RepVitTrunk implements Trunk {

  private static final String BODY = "image_encoder.trunk.body.";

  /** Narrower maps cost more to turn into tokens and back than a product in 8 bits saves. */
  private static final int MIN_INT8_CHANNELS = 96;

  private final Sam2Config.RepVit config;
  private final Layers layers;

  RepVitTrunk(Sam2Config.RepVit config, Layers layers) {
    this.config = config;
    this.layers = layers;
  }

  @Override
  public List<Value> features(Value pixels) {
    Value x = conv(pixels, BODY + "stem.conv1", 2).gelu();
    x = conv(x, BODY + "stem.conv2", 2);
    List<Value> features = new ArrayList<>();
    for (int stage = 0; stage < config.widths().size(); stage++) {
      String name = BODY + "stages_" + stage;
      x = stage == 0 ? x : downsample(x, name + ".downsample");
      for (int block = 0; block < config.depths().get(stage); block++) {
        x = block(x, name + ".blocks." + block);
      }
      features.add(requireWidth(x, stage));
    }
    return features;
  }

  private Value downsample(Value x, String name) {
    Value y = block(x, name + ".pre_block");
    y = conv(y, name + ".spatial_downsample", 2);
    y = conv(y, name + ".channel_downsample", 1);
    return mixChannels(y, name + ".ffn");
  }

  private Value block(Value x, String name) {
    FusedConv mixer = FusedConv.tokenMixer(layers.weights(), name + ".token_mixer");
    Value y = layers.conv(x, name + ".token_mixer.fused", mixer, 1);
    if (layers.weights().has(name + ".se.fc1.weight")) {
      y = squeezeAndExcite(y, name + ".se");
    }
    return mixChannels(y, name + ".channel_mixer");
  }

  private Value squeezeAndExcite(Value x, String name) {
    Value gate = layers.conv(x.globalAveragePool(), name + ".fc1", 1, 0, 1).relu();
    return x.mul(layers.conv(gate, name + ".fc2", 1, 0, 1).sigmoid());
  }

  private Value mixChannels(Value x, String name) {
    if (layers.variant() == GraphVariant.CPU_INT8 && x.dim(1).fixed() >= MIN_INT8_CHANNELS) {
      Value tokens = linear(Layers.toTokens(x), name + ".conv1").gelu();
      return x.add(Layers.toMap(linear(tokens, name + ".conv2"), x.dim(2).fixed()));
    }
    return x.add(conv(conv(x, name + ".conv1", 1).gelu(), name + ".conv2", 1));
  }

  /** A 1x1 convolution on tokens: convolutions themselves are not faster in 8 bits. */
  private Value linear(Value tokens, String name) {
    FusedConv conv = FusedConv.of(layers.weights(), name);
    int in = conv.shape()[1];
    return layers.linear(
        tokens, name + ".fused", new Affine(in, conv.outputs(), conv.weight(), conv.bias()));
  }

  private Value conv(Value x, String name, int stride) {
    return layers.conv(x, name + ".fused", FusedConv.of(layers.weights(), name), stride);
  }

  private Value requireWidth(Value x, int stage) {
    int width = config.widths().get(stage);
    if (!x.dim(1).is(width)) {
      throw new IllegalArgumentException(
          "trunk stage %d: expected %d channels by the config, received %s by the weights"
              .formatted(stage, width, x.dim(1)));
    }
    return x;
  }
}
