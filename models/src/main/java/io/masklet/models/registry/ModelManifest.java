package io.masklet.models.registry;

import io.masklet.core.mask.Calibration;
import io.masklet.models.json.JsonWriter;
import java.util.LinkedHashMap;
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
 * @param network what is known of the network beside its weights
 * @param training how it was trained, for people
 * @param scores measured quality by data set, for people
 * @param calibration what the network's own scores are worth, measured with these very weights
 */
public record ModelManifest(
    String name,
    String version,
    String family,
    String licence,
    String source,
    String sha256,
    Network network,
    Map<String, Object> training,
    Map<String, Object> scores,
    Calibration calibration) {

  /** What is known of a network beside its weights. */
  public sealed interface Network {

    /** Side of the square input in pixels, unless another is asked for. */
    int imageSize();

    /** The side it was trained for. */
    int trainedImageSize();
  }

  /**
   * A file as its authors made it: the network is recognised in its weights.
   *
   * @param file its name, beside the manifest
   * @param sizeBytes of the file
   * @param size which member of the family: {@code tiny}
   * @param imageSize side of the square input in pixels, unless another is asked for
   * @param trainedImageSize the side the network was trained for
   * @param imported when, in ISO 8601
   */
  public record Checkpoint(
      String file,
      long sizeBytes,
      String size,
      int imageSize,
      int trainedImageSize,
      String imported)
      implements Network {}

  /**
   * Sizes of a network whose weights do not tell them.
   *
   * @param imageSize side of the square input in pixels
   * @param recentMemories see {@link ModelSpec#recentMemories}
   * @param multimaskOutputForTracking see {@link ModelSpec#multimaskForTracking}
   * @param guidedEdges see {@link ModelSpec#guidedEdges}
   * @param appearance see {@link ModelSpec#appearance}
   * @param closerLook see {@link ModelSpec#closerLook}
   * @param boxInset see {@link ModelSpec#boxInset}
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
      boolean guidedEdges,
      boolean appearance,
      boolean closerLook,
      double boxInset)
      implements Network {

    @Override
    public int trainedImageSize() {
      return imageSize;
    }
  }

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
        fields.has("checkpoint")
            ? checkpoint(fields.object("checkpoint"))
            : config(fields.object("config")),
        fields.has("training") ? fields.map("training") : Map.of(),
        fields.has("scores") ? fields.map("scores") : Map.of(),
        fields.has("calibration")
            ? calibration(fields.object("calibration"), fields.text("sha256"))
            : Calibration.NONE);
  }

  /** What was measured of other weights says nothing of these. */
  private static Calibration calibration(Fields fields, String sha256) {
    Calibration measured =
        new Calibration(line(fields.object("presence")), line(fields.object("iou")));
    return fields.text("weights").equals(sha256) ? measured : Calibration.NONE;
  }

  private static Calibration.Line line(Fields fields) {
    try {
      return new Calibration.Line(fields.number("scale"), fields.number("shift"));
    } catch (IllegalArgumentException e) {
      throw new ModelException(fields.prefix() + " " + e.getMessage(), e);
    }
  }

  private static Checkpoint checkpoint(Fields fields) {
    return new Checkpoint(
        fields.text("file"),
        fields.whole("sizeBytes"),
        fields.text("size"),
        fields.integer("imageSize"),
        fields.integer("trainedImageSize"),
        fields.text("imported"));
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
        fields.flag("guidedEdges"),
        fields.flag("appearance"),
        fields.flag("closerLook"),
        fields.number("boxInset"));
  }

  /** The manifest of an imported model as JSON; {@link #parse} reads it back. */
  public String toJson() {
    if (!(network instanceof Checkpoint checkpoint)) {
      throw new IllegalStateException(name + " was not imported; its manifest lies beside it");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", name);
    members.put("version", version);
    members.put("family", family);
    members.put("licence", licence);
    members.put("source", source);
    members.put("sha256", sha256);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("file", checkpoint.file);
    file.put("sizeBytes", checkpoint.sizeBytes);
    file.put("size", checkpoint.size);
    file.put("imageSize", checkpoint.imageSize);
    file.put("trainedImageSize", checkpoint.trainedImageSize);
    file.put("imported", checkpoint.imported);
    members.put("checkpoint", file);
    return JsonWriter.write(members);
  }
}
