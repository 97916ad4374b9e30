package io.masklet.models.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * Sizes of the network.
   *
   * @param imageSize side of the square input in pixels
   * @param multimaskOutputForTracking see {@link ModelSpec#multimaskForTracking}
   */
  public record Config(
      int imageSize,
      Trunk trunk,
      int dModel,
      int memDim,
      Decoder decoder,
      MemoryAttention memoryAttention,
      boolean multimaskOutputForTracking) {}

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
    try {
      return JSON.readValue(json, ModelManifest.class);
    } catch (JacksonException e) {
      throw new ModelException(
          "%s: is not a model manifest: %s".formatted(source, e.getOriginalMessage()), e);
    }
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
        MAX_OBJECT_POINTERS,
        config.multimaskOutputForTracking);
  }
}
