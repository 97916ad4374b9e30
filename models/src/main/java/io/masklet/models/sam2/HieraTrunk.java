package io.masklet.models.sam2;

import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Hiera, the transformer trunk of SAM 2 and SAM 2.1: four stages of attention in windows, with a
 * few blocks that look at the whole map.
 *
 * <pre>
 *   pixels   [1, 3, S, S]
 *   patches  one 7x7 convolution of stride 4, plus a position
 *   stage i  [1, width 2^i, S/4 / 2^i, S/4 / 2^i]
 * </pre>
 *
 * <p>The first block of a stage halves the map: its queries, and the residual beside them, are the
 * largest of every 2x2 cell. It still looks through the windows of the stage before it, and the
 * residual comes from the normalised input. Both look like slips and are how the weights were
 * trained.
 *
 * <p>Tokens lie in {@link TokenOrder} from first to last, so that most windows and all pooling cost
 * nothing.
 *
 * @see <a href="https://arxiv.org/abs/2306.00989">Ryali et al., Hiera, 2023</a>
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/backbones/hieradet.py.
final class HieraTrunk implements Trunk {

  private static final String PREFIX = "image_encoder.trunk.";

  private final Sam2Config.Hiera config;
  private final Layers layers;
  private final GraphBuilder graph;

  HieraTrunk(Sam2Config.Hiera config, Layers layers) {
    this.config = config;
    this.layers = layers;
    this.graph = layers.graph();
  }

  /**
   * What is known of a block before it runs.
   *
   * @param name of its weights, with a dot at the end
   * @param heads of its attention
   * @param window side of its windows, or 0 for the whole map
   * @param halves whether it is the first of its stage and halves the map
   */
  record Block(String name, int heads, int window, boolean halves) {}

  @Override
  public List<Value> features(Value pixels) {
    int side = pixels.dim(2).fixed() / 4;
    List<Value> features = new ArrayList<>();
    Value change = patches(pixels, side);
    Value kept = position(side);
    for (Block block : blocks(config)) {
      var x = layers.addAndNorm(change, kept, block.name + "norm1", Layers.MAP_EPSILON);
      if (block.halves) {
        features.add(toMap(x.sum(), side));
      }
      var seen = attend(x, block, side);
      side = block.halves ? side / 2 : side;
      change = mlp(seen.norm(), block.name + "mlp.");
      kept = seen.sum();
    }
    features.add(toMap(change.add(kept), side));
    return features;
  }

  /** All blocks in their order. */
  static List<Block> blocks(Sam2Config.Hiera config) {
    List<Block> blocks = new ArrayList<>();
    for (int stage = 0; stage < config.depths().size(); stage++) {
      for (int i = 0; i < config.depths().get(stage); i++) {
        boolean halves = stage > 0 && i == 0;
        boolean global = config.globalBlocks().contains(blocks.size());
        int window = global ? 0 : config.windows().get(halves ? stage - 1 : stage);
        String name = PREFIX + "blocks." + blocks.size() + ".";
        blocks.add(new Block(name, config.heads() << stage, window, halves));
      }
    }
    return blocks;
  }

  /** Residual sum and norm after the attention of {@code block}. */
  private Value.Normalized attend(Value.Normalized x, Block block, int side) {
    Windows windows = new Windows(side, block.window);
    Value tokens = windows.split(x.norm());
    Value all = project(tokens, block, 0);
    Value q = block.halves ? Windows.pool(all) : all;
    Value k = project(tokens, block, 1);
    Value v = project(tokens, block, 2);
    Value seen = layers.attend(q, k, v, block.heads);
    // Joined before it is projected: what lies outside the map is dropped first.
    Value joined = windows.join(seen, block.halves);
    Value kept =
        block.halves ? Windows.pool(layers.linear(x.norm(), block.name + "proj")) : x.sum();
    Value change = layers.linear(joined, block.name + "attn.proj");
    return layers.addAndNorm(change, kept, block.name + "norm2", Layers.MAP_EPSILON);
  }

  /** One third of the joint projection: 0 queries, 1 keys, 2 values. */
  private Value project(Value tokens, Block block, int third) {
    String name = block.name + "attn.qkv";
    Affine joint = Affine.of(layers.weights(), name);
    int width = joint.out() / 3;
    return layers.linear(tokens, name + "." + third, joint.outputs(third * width, width));
  }

  private Value mlp(Value x, String name) {
    return layers.linear(layers.linear(x, name + "layers.0").gelu(), name + "layers.1");
  }

  /** {@code [1, 3, S, S] -> [1, side*side, width]}, in {@link TokenOrder}. */
  private Value patches(Value pixels, int side) {
    Value map = layers.conv(pixels, PREFIX + "patch_embed.proj", 4, 3, 1);
    Value order = graph.integers("to_token_order_" + side, TokenOrder.toRowMajor(side));
    return Layers.toTokens(map).take(1, order);
  }

  /** {@code [1, side*side, C]}, in {@link TokenOrder}, {@code -> [1, C, side, side]}. */
  private Value toMap(Value tokens, int side) {
    Value order = graph.integers("from_token_order_" + side, TokenOrder.fromRowMajor(side));
    return Layers.toMap(tokens.take(1, order), side);
  }

  private Value position(int side) {
    float[] table = PositionTable.of(layers.weights(), PREFIX, side);
    return graph.constant("position", Shape.of(1, side * side, config.width()), table);
  }
}
