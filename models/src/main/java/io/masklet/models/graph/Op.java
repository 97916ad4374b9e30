package io.masklet.models.graph;

import io.masklet.models.onnx.OnnxWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators Masklet's graphs use, each with its arity, its attributes and its shape rule. */
enum Op {
  ADD("Add", 2, 2, ShapeRules::broadcast),
  SUB("Sub", 2, 2, ShapeRules::broadcast),
  MUL("Mul", 2, 2, ShapeRules::broadcast),
  DIV("Div", 2, 2, ShapeRules::broadcast),
  /** Elementwise comparison; gives booleans. */
  GREATER("Greater", 2, 2, ShapeRules::compare),
  LESS_OR_EQUAL("LessOrEqual", 2, 2, ShapeRules::compare),
  /** Condition, value if true, value if false. */
  WHERE("Where", 3, 3, ShapeRules::where),
  RELU("Relu", 1, 1, ShapeRules::same),
  /** The exact erf form; {@code approximate} must stay at its default. */
  GELU("Gelu", 1, 1, ShapeRules::same),
  SIGMOID("Sigmoid", 1, 1, ShapeRules::same),
  SQRT("Sqrt", 1, 1, ShapeRules::same),
  SIN("Sin", 1, 1, ShapeRules::same),
  COS("Cos", 1, 1, ShapeRules::same),
  ABS("Abs", 1, 1, ShapeRules::same),
  /** Over the last axis. */
  SOFTMAX("Softmax", 1, 1, ShapeRules::same, "axis"),
  CAST("Cast", 1, 1, ShapeRules::cast, "to"),
  MATMUL("MatMul", 2, 2, ShapeRules::matMul),
  TRANSPOSE("Transpose", 1, 1, ShapeRules::transpose, "perm"),
  RESHAPE("Reshape", 2, 2, ShapeRules::reshape),
  EXPAND("Expand", 2, 2, ShapeRules::expand),
  /** Input and the one axis that goes. */
  REDUCE_MAX("ReduceMax", 2, 2, ShapeRules::reduce, "keepdims"),
  CONCAT("Concat", 1, 64, ShapeRules::concat, "axis"),
  /** Input and the size of each part. */
  SPLIT("Split", 2, 2, ShapeRules::split, "axis"),
  /** Input and int64 indices. */
  GATHER("Gather", 2, 2, ShapeRules::gather, "axis"),
  SHAPE("Shape", 1, 1, ShapeRules::shape, "start", "end"),
  /** Input, weight, bias; always two-dimensional with explicit sizes. */
  CONV("Conv", 3, 3, ShapeRules::conv, "kernel_shape", "strides", "pads", "group"),
  AVERAGE_POOL("AveragePool", 1, 1, ShapeRules::averagePool, "kernel_shape"),
  GLOBAL_AVERAGE_POOL("GlobalAveragePool", 1, 1, ShapeRules::globalAveragePool),
  /** Input, an empty region of interest, one scale per axis or none, sizes of {@code axes}. */
  RESIZE(
      "Resize",
      3,
      4,
      ShapeRules::resize,
      "mode",
      "coordinate_transformation_mode",
      "?nearest_mode",
      "?axes"),
  /** Input, weight, bias; over the last axis. */
  LAYER_NORM("LayerNormalization", 3, 3, ShapeRules::layerNorm, "axis", "epsilon"),
  /** Input, skip, weight, bias; results are the normalised sum and the sum. */
  SKIP_LAYER_NORM(
      "SkipLayerNormalization", OnnxWriter.MICROSOFT, 4, 4, ShapeRules::skipLayerNorm, "epsilon"),
  /**
   * Input {@code [B, (heads,) tokens, channels]}, position of the first token, cosines and sines
   * {@code [tokens, channels/2]}.
   */
  ROTARY_EMBEDDING("RotaryEmbedding", OnnxWriter.MICROSOFT, 4, 4, ShapeRules::rotary),
  /** Query, key, value, all {@code [B, tokens, channels]}; never masked. */
  ATTENTION(
      "MultiHeadAttention",
      OnnxWriter.MICROSOFT,
      3,
      3,
      ShapeRules::attention,
      "num_heads",
      "scale"),
  /** Results are the values (uint8), their scale and their zero point, chosen by the input. */
  DYNAMIC_QUANTIZE("DynamicQuantizeLinear", 1, 1, ShapeRules::dynamicQuantize),
  /** Input, scale and zero point of the whole tensor; the zero point says the type. */
  QUANTIZE("QuantizeLinear", 3, 3, ShapeRules::quantize),
  /**
   * A, B, the scales of A and of B, their zero points, and a bias that may be left out. The scale
   * of B is one for all, one for each column, or {@code [.., 1, columns]}.
   */
  MATMUL_INTEGER(
      "MatMulIntegerToFloat", OnnxWriter.MICROSOFT, 6, 7, ShapeRules::matMulIntegerToFloat);

  /** Shapes and types of the results of a call, or a {@link GraphException}. */
  interface Rule {
    List<Call.Result> results(Call call);
  }

  private final String onnxName;
  private final String domain;
  private final int minInputs;
  private final int maxInputs;
  private final Rule rule;
  private final Set<String> requiredAttributes;
  private final Set<String> knownAttributes;

  Op(String onnxName, int minInputs, int maxInputs, Rule rule, String... attributes) {
    this(onnxName, "", minInputs, maxInputs, rule, attributes);
  }

  /**
   * @param attributes names; a leading question mark makes one optional
   */
  Op(
      String onnxName,
      String domain,
      int minInputs,
      int maxInputs,
      Rule rule,
      String... attributes) {
    this.onnxName = onnxName;
    this.domain = domain;
    this.minInputs = minInputs;
    this.maxInputs = maxInputs;
    this.rule = rule;
    this.requiredAttributes =
        Stream.of(attributes).filter(a -> !a.startsWith("?")).collect(Collectors.toSet());
    this.knownAttributes =
        Stream.of(attributes).map(a -> a.replace("?", "")).collect(Collectors.toSet());
  }

  String onnxName() {
    return onnxName;
  }

  String domain() {
    return domain;
  }

  int minInputs() {
    return minInputs;
  }

  int maxInputs() {
    return maxInputs;
  }

  Rule rule() {
    return rule;
  }

  Set<String> requiredAttributes() {
    return requiredAttributes;
  }

  Set<String> knownAttributes() {
    return knownAttributes;
  }
}
