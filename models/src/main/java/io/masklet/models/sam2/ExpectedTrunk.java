package io.masklet.models.sam2;

import io.masklet.models.sam2.Architecture.Trait;
import java.util.List;
import java.util.stream.Stream;

/** The image trunk's share of {@link ExpectedWeights}. */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/backbones/hieradet.py, and
// huggingface/pytorch-image-models 1.0.29, timm/models/repvit.py.
final class ExpectedTrunk {

  private final Architecture architecture;
  private final WeightShapes shapes;

  ExpectedTrunk(Architecture architecture, WeightShapes shapes) {
    this.architecture = architecture;
    this.shapes = shapes;
  }

  /** Puts all weights and returns the channels of the four stages, finest first. */
  List<Integer> put() {
    return architecture.config().trunk() instanceof Sam2Config.Hiera hiera
        ? hiera(hiera)
        : repVit((Sam2Config.RepVit) architecture.config().trunk());
  }

  private List<Integer> hiera(Sam2Config.Hiera config) {
    String prefix = "image_encoder.trunk.";
    int background = architecture.has(Trait.FINE_BACKGROUND) ? 14 : 7;
    int window = config.windows().get(0);
    shapes.put(prefix + "pos_embed", 1, config.width(), background, background);
    shapes.put(prefix + "pos_embed_window", 1, config.width(), window, window);
    shapes.conv(prefix + "patch_embed.proj", config.width(), 3, 7);
    int block = 0;
    for (int stage = 0; stage < 4; stage++) {
      int out = config.width() << stage;
      for (int i = 0; i < config.depths().get(stage); i++) {
        int in = stage > 0 && i == 0 ? out / 2 : out;
        hieraBlock(prefix + "blocks." + block++ + ".", in, out);
      }
    }
    return Stream.of(0, 1, 2, 3).map(stage -> config.width() << stage).toList();
  }

  private void hieraBlock(String name, int in, int out) {
    shapes.norm(name + "norm1", in);
    shapes.linear(name + "attn.qkv", 3 * out, in);
    shapes.linear(name + "attn.proj", out, out);
    shapes.norm(name + "norm2", out);
    shapes.mlp(name + "mlp", out, 4 * out, out);
    if (in != out) {
      shapes.linear(name + "proj", out, in);
    }
  }

  private List<Integer> repVit(Sam2Config.RepVit config) {
    String prefix = "image_encoder.trunk.body.";
    List<Integer> widths = config.widths();
    folded(prefix + "stem.conv1", widths.get(0) / 2, 3, 3);
    folded(prefix + "stem.conv2", widths.get(0), widths.get(0) / 2, 3);
    for (int stage = 0; stage < 4; stage++) {
      String name = prefix + "stages_" + stage + ".";
      int width = widths.get(stage);
      if (stage > 0) {
        downsample(name + "downsample.", widths.get(stage - 1), width);
      }
      for (int i = 0; i < config.depths().get(stage); i++) {
        repVitBlock(name + "blocks." + i + ".", width, i % 2 == 0);
      }
    }
    return widths;
  }

  private void downsample(String name, int in, int out) {
    repVitBlock(name + "pre_block.", in, false);
    folded(name + "spatial_downsample", in, 1, 3);
    folded(name + "channel_downsample", out, in, 1);
    folded(name + "ffn.conv1", 2 * out, out, 1);
    folded(name + "ffn.conv2", out, 2 * out, 1);
  }

  private void repVitBlock(String name, int width, boolean squeezes) {
    if (architecture.has(Trait.REPARAMETERISED)) {
      shapes.conv(name + "token_mixer", width, 1, 3);
    } else {
      folded(name + "token_mixer.conv", width, 1, 3);
      folded(name + "token_mixer.conv1", width, 1, 1);
    }
    if (squeezes) {
      int few = squeezed(width);
      shapes.conv(name + "se.fc1", few, width, 1);
      shapes.conv(name + "se.fc2", width, few, 1);
    }
    folded(name + "channel_mixer.conv1", 2 * width, width, 1);
    folded(name + "channel_mixer.conv2", width, 2 * width, 1);
  }

  /** A fourth, rounded to a multiple of 8 but never down by more than a tenth. */
  private static int squeezed(int width) {
    int fourth = width / 4;
    int rounded = Math.max(8, (fourth + 4) / 8 * 8);
    return 10 * rounded < 9 * fourth ? rounded + 8 : rounded;
  }

  /** A convolution with its batch norm, or with a bias if that is folded already. */
  private void folded(String name, int out, int in, int kernel) {
    if (architecture.has(Trait.REPARAMETERISED)) {
      shapes.conv(name, out, in, kernel);
      return;
    }
    shapes.put(name + ".c.weight", out, in, kernel, kernel);
    shapes.norm(name + ".bn", out);
    shapes.put(name + ".bn.running_mean", out);
    shapes.put(name + ".bn.running_var", out);
  }
}
