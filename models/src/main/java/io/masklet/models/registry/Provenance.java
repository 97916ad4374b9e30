package io.masklet.models.registry;

import io.masklet.models.json.JsonWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What made a set of graphs. It lies beside the graphs, so that they can be used without a look at
 * the weights, and in every graph as metadata, so that a graph on its own still says what made it.
 *
 * @param model name and version of the model: {@code pocket 1}
 * @param weightsSha256 of the weights file
 * @param licence of the weights
 * @param source where the weights come from
 * @param builder version of the builder
 * @param opset of ONNX
 * @param options what the graphs were asked to be: {@code image size 1024, fp32 for the CPU}
 * @param variant what the graphs are for
 * @param network its sizes, for people
 * @param spec what a tracker must know
 */
public record Provenance(
    String model,
    String weightsSha256,
    String licence,
    String source,
    int builder,
    int opset,
    String options,
    GraphVariant variant,
    String network,
    ModelSpec spec) {

  private static final String PREFIX = "masklet.";

  /** Name of the model, without its version. */
  public String modelName() {
    int space = model.indexOf(' ');
    return space < 0 ? model : model.substring(0, space);
  }

  /** What every graph carries, by the names it has there. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(PREFIX + "model", model);
    metadata.put(PREFIX + "licence", licence);
    metadata.put(PREFIX + "source", source);
    metadata.put(PREFIX + "weights.sha256", weightsSha256);
    metadata.put(PREFIX + "builder", Integer.toString(builder));
    metadata.put(PREFIX + "options", options);
    metadata.put(PREFIX + "config", network);
    return metadata;
  }

  /** As JSON; {@link #parse} reads it back. */
  public String toJson() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("model", model);
    members.put("weightsSha256", weightsSha256);
    members.put("licence", licence);
    members.put("source", source);
    members.put("builder", builder);
    members.put("opset", opset);
    members.put("options", options);
    members.put("variant", variant.name());
    members.put("network", network);
    members.put("spec", spec.toMap());
    return JsonWriter.write(members);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param origin name for messages
   * @throws ModelException if a field is missing or has the wrong type
   */
  public static Provenance parse(String origin, String json) {
    Fields fields = Fields.parse(origin, json);
    return new Provenance(
        fields.text("model"),
        fields.text("weightsSha256"),
        fields.text("licence"),
        fields.text("source"),
        fields.integer("builder"),
        fields.integer("opset"),
        fields.text("options"),
        variant(origin, fields.text("variant")),
        fields.text("network"),
        ModelSpec.of(fields.object("spec")));
  }

  private static GraphVariant variant(String origin, String name) {
    for (GraphVariant variant : GraphVariant.values()) {
      if (variant.name().equals(name)) {
        return variant;
      }
    }
    throw new ModelException(
        "reading %s: expected a variant of %s, received %s"
            .formatted(origin, Arrays.toString(GraphVariant.values()), name));
  }
}
