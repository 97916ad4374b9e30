package io.masklet.models.registry;

import java.util.List;
import java.util.Map;

/**
 * What a model is made of and may be used for, as it lies beside the weights in JSON.
 *
 * @param name the name it is registered under
 * @param version of the weights
 * @param family whose state-dict names and flags it follows: {@code sam2.1}
 * @param licence of the weights, for people
 * @param source where the weights come from, for people
 * @param sha256 of the weights file, 64 hex digits
 * @param config sizes of the network
 * @param training how it was trained, for people
 * @param scores measured quality by data set, for people
 */
public record ModelManifest(
    String name,
    String version,
    String family,
    String licence,
    String source,
    String sha256,
    Config config,
    Map<String, Object> training,
    Map<String, Object> scores) {

  /** The same in every member of the family; rows of maskmem_tpos_enc. */
  private static final int NUM_MASKMEM = 7;

  /** The default of the reference, which no YAML changes. */
  private static final int MAX_OBJECT_POINTERS = 16;

  /**
   * Sizes of the network.
   *
   * @param imageSize side of the square input in pixels
   * @param recentMemories see {@link ModelSpec#recentMemories}
   * @param multimaskOutputForTracking see {@link ModelSpec#multimaskForTracking}
   * @param promptsRefineTracking see {@link ModelSpec#promptsRefineTracking}
   */
  public record Config(
      int imageSize,
      Trunk trunk,
      int dModel,
      int memDim,
      Decoder decoder,
      MemoryAttention memoryAttention,
      int recentMemories,
      boolean multimaskOutputForTracking,
      boolean promptsRefineTracking) {}

  /**
   * @param type {@code repvit}
   * @param widths channels of each stage, finest first
   * @param depths blocks of each stage
   */
  public record Trunk(String type, List<Integer> widths, List<Integer> depths) {}

  /**
   * @param heads of the attention
   * @param mlpDim hidden width between attentions
   */
  public record Decoder(int heads, int mlpDim) {}

  /**
   * @param feedForward hidden width between attentions
   */
  public record MemoryAttention(int layers, int feedForward) {}

  /**
   * Reads a manifest.
   *
   * @param source name for messages
   * @throws ModelException if a field is missing or has the wrong type
   */
  public static ModelManifest parse(String source, String json) {
    Fields fields = Fields.parse(source, json);
    return new ModelManifest(
        fields.text("name"),
        fields.text("version"),
        fields.text("family"),
        fields.text("licence"),
        fields.text("source"),
        fields.text("sha256"),
        config(fields.object("config")),
        fields.map("training"),
        fields.map("scores"));
  }

  private static Config config(Fields fields) {
    Fields trunk = fields.object("trunk");
    Fields decoder = fields.object("decoder");
    Fields attention = fields.object("memoryAttention");
    return new Config(
        fields.integer("imageSize"),
        new Trunk(trunk.text("type"), trunk.integers("widths"), trunk.integers("depths")),
        fields.integer("dModel"),
        fields.integer("memDim"),
        new Decoder(decoder.integer("heads"), decoder.integer("mlpDim")),
        new MemoryAttention(attention.integer("layers"), attention.integer("feedForward")),
        fields.integer("recentMemories"),
        fields.flag("multimaskOutputForTracking"),
        fields.flag("promptsRefineTracking"));
  }

  /** What a tracker must know. */
  public ModelSpec spec() {
    int grid = config.imageSize / 16;
    return new ModelSpec(
        config.imageSize,
        config.dModel,
        config.memDim,
        grid * grid,
        NUM_MASKMEM,
        config.recentMemories,
        MAX_OBJECT_POINTERS,
        config.multimaskOutputForTracking,
        config.promptsRefineTracking);
  }
}
