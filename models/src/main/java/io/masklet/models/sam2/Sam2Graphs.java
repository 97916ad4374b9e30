package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import io.masklet.models.registry.GraphVariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The four graphs of a SAM 2 network. Names, inputs and outputs are those {@code
 * io.masklet.models.registry.BuiltModel} promises; B, F, P and N are dynamic.
 *
 * <p>Errors of a graph begin with what was being built, such as {@code Building mask_decoder of
 * pocket}.
 */
public final class Sam2Graphs {

  private final Sam2Config config;
  private final StateDict weights;
  private final GraphVariant variant;

  /** The exact graphs for the CPU. */
  public Sam2Graphs(Sam2Config config, StateDict weights) {
    this(config, weights, GraphVariant.CPU);
  }

  /**
   * @param weights by the names of the SAM 2 reference; read, never kept beyond this object
   * @param variant what the graphs are for
   */
  public Sam2Graphs(Sam2Config config, StateDict weights, GraphVariant variant) {
    this.config = config;
    this.weights = weights;
    this.variant = variant;
  }

  public void imageEncoder(OnnxWriter writer) {
    Layers layers = layers("image_encoder", writer);
    GraphBuilder graph = layers.graph();
    int size = config.imageSizePx();
    Value pixels = graph.input("pixels", ElementType.FLOAT, Shape.of(1, 3, size, size));
    List<Value> features = Trunk.of(config, layers).features(pixels);
    FpnNeck.Levels levels = new FpnNeck(layers).levels(features);
    graph.output("image_embedding", levels.embedding(), embeddingShape(1));
    graph.output("high_res_4", levels.highRes4(), highRes4Shape());
    graph.output("high_res_8", levels.highRes8(), highRes8Shape());
  }

  public void memoryAttention(OnnxWriter writer) {
    Layers layers = layers("memory_attention", writer);
    GraphBuilder graph = layers.graph();
    Value embedding = graph.input("image_embedding", ElementType.FLOAT, embeddingShape(1));
    Value memory =
        graph.input(
            "memory", ElementType.FLOAT, Shape.of("B", "F", memoryTokens(), config.memDim()));
    Value index = graph.input("temporal_index", ElementType.INT64, Shape.of("F"));
    Value pointers =
        graph.input("pointers", ElementType.FLOAT, Shape.of("B", "P", config.dModel()));
    Value time = graph.input("pointer_time", ElementType.FLOAT, Shape.of("P"));
    Value tokens =
        new MemoryAttention(config, layers).attend(embedding, memory, index, pointers, time);
    graph.output("features", Layers.toMap(tokens, config.gridSide()), embeddingShape("B"));
  }

  public void maskDecoder(OnnxWriter writer) {
    // Never quantised: it is small, and what it says of a mask is compared with thresholds.
    GraphVariant exact = variant == GraphVariant.CPU_INT8 ? GraphVariant.CPU : variant;
    Layers layers = layers("mask_decoder", writer, exact);
    GraphBuilder graph = layers.graph();
    Value features = graph.input("features", ElementType.FLOAT, embeddingShape("B"));
    Value highRes4 = graph.input("high_res_4", ElementType.FLOAT, highRes4Shape());
    Value highRes8 = graph.input("high_res_8", ElementType.FLOAT, highRes8Shape());
    Value points = graph.input("points", ElementType.FLOAT, Shape.of("B", "N", 2));
    Value labels = graph.input("labels", ElementType.INT64, Shape.of("B", "N"));
    Value mask = graph.input("mask_input", ElementType.FLOAT, lowResShape(1));
    Value hasMask = graph.input("has_mask", ElementType.FLOAT, Shape.of("B", 1, 1, 1));
    PromptEncoder prompts = new PromptEncoder(config, layers);
    Value image = Layers.toTokens(features).add(prompts.dense(mask, hasMask));
    MaskDecoder.Prediction prediction =
        new MaskDecoder(config, layers)
            .predict(
                image, prompts.densePosition(), prompts.sparse(points, labels), highRes4, highRes8);
    graph.output("masks", prediction.masks(), lowResShape(Sam2Config.MASKS));
    graph.output("iou", prediction.iou(), Shape.of("B", Sam2Config.MASKS));
    graph.output("object_score", prediction.objectScore(), Shape.of("B", 1));
    graph.output(
        "pointers", prediction.pointers(), Shape.of("B", Sam2Config.MASKS, config.dModel()));
  }

  public void memoryEncoder(OnnxWriter writer) {
    Layers layers = layers("memory_encoder", writer);
    GraphBuilder graph = layers.graph();
    Value embedding = graph.input("image_embedding", ElementType.FLOAT, embeddingShape(1));
    Value mask = graph.input("mask_logits", ElementType.FLOAT, Shape.of("B", 1, "h", "h"));
    Value binarize = graph.input("binarize", ElementType.FLOAT, Shape.of("B", 1, 1, 1));
    Value score = graph.input("object_score", ElementType.FLOAT, Shape.of("B", 1));
    Value memory = new MemoryEncoder(config, layers).remember(embedding, mask, binarize, score);
    graph.output("memory", memory, Shape.of("B", memoryTokens(), config.memDim()));
  }

  /** The small tensors the tracker applies itself, by the names {@code BuiltModel} promises. */
  public Map<String, float[]> constants() {
    Map<String, float[]> constants = new LinkedHashMap<>();
    constants.put("no_mem_embed", weights.get("no_mem_embed", 1, 1, config.dModel()).floats());
    constants.put("no_obj_ptr", weights.get("no_obj_ptr", 1, config.dModel()).floats());
    constants.put(
        "mask_downsample.weight", weights.get("mask_downsample.weight", 1, 1, 4, 4).floats());
    constants.put("mask_downsample.bias", weights.get("mask_downsample.bias", 1).floats());
    return constants;
  }

  /** Tokens T of one frame memory: one for each pixel of the embedding, or fewer in EdgeTAM. */
  public int memoryTokens() {
    return MemoryLayout.of(config, weights).tokens();
  }

  private Layers layers(String part, OnnxWriter writer) {
    return layers(part, writer, variant);
  }

  private Layers layers(String part, OnnxWriter writer, GraphVariant of) {
    return new Layers(new GraphBuilder(part + " of " + config.name(), writer), weights, of);
  }

  private Shape embeddingShape(Object batch) {
    return Shape.of(batch, config.dModel(), config.gridSide(), config.gridSide());
  }

  private Shape highRes4Shape() {
    return Shape.of(1, config.dModel() / 8, 4 * config.gridSide(), 4 * config.gridSide());
  }

  private Shape highRes8Shape() {
    return Shape.of(1, config.dModel() / 4, 2 * config.gridSide(), 2 * config.gridSide());
  }

  private Shape lowResShape(int channels) {
    return Shape.of("B", channels, 4 * config.gridSide(), 4 * config.gridSide());
  }
}
