package io.masklet.models.graph;

import io.masklet.models.onnx.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tensor that will exist when the graph runs. Knows its shape and its graph, so that code reads
 * as a chain: {@code x.matMul(w).add(b).relu()}.
 *
 * <p>Every method adds one node and throws a {@link GraphException} if that node would be wrong.
 */
public final class Value {

  private final GraphBuilder graph;
  private final String name;
  private final Shape shape;
  private final ElementType type;

  Value(GraphBuilder graph, String name, Shape shape, ElementType type) {
    this.graph = graph;
    this.name = name;
    this.shape = shape;
    this.type = type;
  }

  public GraphBuilder graph() {
    return graph;
  }

  public Shape shape() {
    return shape;
  }

  /** Extent of one axis; negative axes count from the end. */
  public Dim dim(int axis) {
    return shape.dim(axis);
  }

  public Value add(Value other) {
    return graph.apply(Op.ADD, List.of(this, other));
  }

  public Value sub(Value other) {
    return graph.apply(Op.SUB, List.of(this, other));
  }

  public Value mul(Value other) {
    return graph.apply(Op.MUL, List.of(this, other));
  }

  public Value div(Value other) {
    return graph.apply(Op.DIV, List.of(this, other));
  }

  public Value greater(Value other) {
    return graph.apply(Op.GREATER, List.of(this, other));
  }

  public Value lessOrEqual(Value other) {
    return graph.apply(Op.LESS_OR_EQUAL, List.of(this, other));
  }

  /** Where this (boolean) holds {@code then}, elsewhere {@code otherwise}. */
  public Value choose(Value then, Value otherwise) {
    return graph.apply(Op.WHERE, List.of(this, then, otherwise));
  }

  /** {@code [.., m, k] x [.., k, n] -> [.., m, n]}. */
  public Value matMul(Value other) {
    return graph.apply(Op.MATMUL, List.of(this, other));
  }

  public Value relu() {
    return graph.apply(Op.RELU, List.of(this));
  }

  /** The exact, erf form. */
  public Value gelu() {
    return graph.apply(Op.GELU, List.of(this));
  }

  public Value sigmoid() {
    return graph.apply(Op.SIGMOID, List.of(this));
  }

  public Value abs() {
    return graph.apply(Op.ABS, List.of(this));
  }

  /** Over the last axis. */
  public Value softmax() {
    return graph.apply(Op.SOFTMAX, List.of(this), Map.of("axis", -1L));
  }

  public Value sqrt() {
    return graph.apply(Op.SQRT, List.of(this));
  }

  public Value sin() {
    return graph.apply(Op.SIN, List.of(this));
  }

  public Value cos() {
    return graph.apply(Op.COS, List.of(this));
  }

  public Value toFloat() {
    return graph.apply(Op.CAST, List.of(this), Map.of("to", (long) ElementType.FLOAT.code()));
  }

  /** Axis {@code i} of the result is axis {@code axes[i]} of this. */
  public Value transpose(int... axes) {
    long[] perm = Arrays.stream(axes).asLongStream().toArray();
    return graph.apply(Op.TRANSPOSE, List.of(this), Map.of("perm", perm));
  }

  /**
   * The same elements under another shape. Of the dynamic axes at most one may move or change.
   *
   * @param dims as in {@link Shape#of}
   */
  public Value reshape(Object... dims) {
    Shape target = Shape.of(dims);
    Value sizes = graph.integers(reshapeSizes(target));
    return graph.apply(Op.RESHAPE, List.of(this, sizes), Map.of(), target).get(0);
  }

  /** This, of batch 1, repeated to the batch (axis 0) of {@code like}. */
  public Value expandBatch(Value like) {
    if (dim(0).equals(like.dim(0))) {
      return this;
    }
    Map<String, Object> first = Map.of("start", 0L, "end", 1L);
    Value batch = graph.apply(Op.SHAPE, List.of(like), first);
    Value ones = graph.integers(onesAfterBatch());
    Value sizes = shape.rank() == 1 ? batch : graph.concat(0, batch, ones);
    Shape target = shape.with(0, like.dim(0));
    return graph.apply(Op.EXPAND, List.of(this, sizes), Map.of(), target).get(0);
  }

  /** Cuts {@code axis} into parts of these sizes. */
  public List<Value> split(int axis, int... sizes) {
    Value parts = graph.integers(Arrays.stream(sizes).asLongStream().toArray());
    Shape target = Shape.of(Arrays.stream(sizes).boxed().toArray());
    return graph.apply(Op.SPLIT, List.of(this, parts), Map.of("axis", (long) axis), target);
  }

  /** What lies at {@code indices} (int64, any shape) of one axis. */
  public Value take(int axis, Value indices) {
    return graph.apply(Op.GATHER, List.of(this, indices), Map.of("axis", (long) axis));
  }

  /** The largest along {@code axis}, which goes. */
  public Value max(int axis) {
    List<Value> inputs = List.of(this, graph.integers(axis));
    return graph.apply(Op.REDUCE_MAX, inputs, Map.of("keepdims", 0L), Shape.of(axis)).get(0);
  }

  /** The largest along {@code axis}, which becomes 1. */
  public Value maxKept(int axis) {
    List<Value> inputs = List.of(this, graph.integers(axis));
    return graph.apply(Op.REDUCE_MAX, inputs, Map.of("keepdims", 1L), Shape.of(axis)).get(0);
  }

  /**
   * Two-dimensional convolution of {@code [B, C, H, W]} with a square kernel.
   *
   * @param weight {@code [out, C/groups, k, k]}
   * @param bias {@code [out]}
   * @param paddingPx on all four sides
   */
  public Value conv(Value weight, Value bias, int stride, int paddingPx, int groups) {
    long kernel = weight.dim(-1).fixed();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("kernel_shape", new long[] {kernel, kernel});
    attributes.put("strides", new long[] {stride, stride});
    attributes.put("pads", new long[] {paddingPx, paddingPx, paddingPx, paddingPx});
    attributes.put("group", (long) groups);
    return graph.apply(Op.CONV, List.of(this, weight, bias), attributes);
  }

  /**
   * {@code [B, C, H, W] -> [B, C, 1, 1]}. Row by row, then over the rows: the kernel adds one
   * number after another, and in a single sum of 65 536 float32 loses a digit or two, the same for
   * every pixel.
   */
  public Value globalAveragePool() {
    Map<String, Object> row = Map.of("kernel_shape", new long[] {1, dim(-1).fixed()});
    return graph.apply(
        Op.GLOBAL_AVERAGE_POOL, List.of(graph.apply(Op.AVERAGE_POOL, List.of(this), row)));
  }

  /** Every pixel of {@code [B, C, H, W]} becomes a block of {@code factor x factor}. */
  public Value enlargeNearest(int factor) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("mode", "nearest");
    attributes.put("coordinate_transformation_mode", "asymmetric");
    attributes.put("nearest_mode", "floor");
    Value region = graph.constant("no_region", Shape.of(0));
    Value scales = graph.constant("enlarge_" + factor, Shape.of(4), 1, 1, factor, factor);
    Shape target = shape.with(2, dim(2).times(factor)).with(3, dim(3).times(factor));
    return graph.apply(Op.RESIZE, List.of(this, region, scales), attributes, target).get(0);
  }

  /**
   * {@code [B, C, H, W] -> [B, C, side, side]}, bilinear with half-pixel centres: torch's {@code
   * align_corners=False}. What is of that size already comes through unchanged.
   */
  public Value resizeBilinear(int side) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("mode", "linear");
    attributes.put("coordinate_transformation_mode", "half_pixel");
    attributes.put("axes", new long[] {2, 3});
    Value none = graph.constant("no_region", Shape.of(0));
    List<Value> inputs = List.of(this, none, none, graph.integers(side, side));
    Shape target = shape.with(2, Dim.of(side)).with(3, Dim.of(side));
    return graph.apply(Op.RESIZE, inputs, attributes, target).get(0);
  }

  /** Layer normalisation over the last axis. */
  public Value layerNorm(Value weight, Value bias, float epsilon) {
    Map<String, Object> attributes = Map.of("axis", -1L, "epsilon", epsilon);
    return graph.apply(Op.LAYER_NORM, List.of(this, weight, bias), attributes);
  }

  /**
   * Layer normalisation of {@code this + skip} in one kernel, four times as fast as two nodes.
   *
   * @param skip of this shape, or with batch 1
   */
  public Normalized addAndNorm(Value skip, Value weight, Value bias, float epsilon) {
    List<Value> results =
        graph.apply(
            Op.SKIP_LAYER_NORM,
            List.of(this, skip, weight, bias),
            Map.of("epsilon", epsilon),
            shape);
    return new Normalized(results.get(0), results.get(1));
  }

  /**
   * A residual sum with its normalised form.
   *
   * @param norm the layer norm of {@code sum}
   * @param sum what was normalised
   */
  public record Normalized(Value norm, Value sum) {}

  /**
   * Turns the two halves of every token as the axes of a plane, in one kernel: {@code (a, b)}
   * becomes {@code (a cos - b sin, a sin + b cos)}.
   *
   * @param cos {@code [tokens, channels/2]} for this {@code [.., tokens, channels]} of rank 3 or 4
   * @param sin of the same shape
   */
  public Value rotate(Value cos, Value sin) {
    return graph.apply(Op.ROTARY_EMBEDDING, List.of(this, graph.integers(0), cos, sin));
  }

  /**
   * Scaled dot-product attention of this, the queries {@code [B, L, c]}, over {@code keys} {@code
   * [B, M, c]} and {@code values} {@code [B, M, v]}; {@code [B, L, v]}. Never masked: a mask would
   * leave the runtime's fast path, so hand over only what may be seen.
   */
  public Value attend(Value keys, Value values, int heads) {
    float scale = (float) (1 / Math.sqrt((double) dim(-1).fixed() / heads));
    Map<String, Object> attributes = Map.of("num_heads", (long) heads, "scale", scale);
    return graph.apply(Op.ATTENTION, List.of(this, keys, values), attributes);
  }

  /**
   * This in 8 bits without sign, by a scale and a zero point for the whole tensor that its smallest
   * and largest element choose when the graph runs.
   */
  public Quantized quantize() {
    List<Value> results = graph.apply(Op.DYNAMIC_QUANTIZE, List.of(this), Map.of(), shape);
    return new Quantized(results.get(0), results.get(1), results.get(2));
  }

  /**
   * This in 8 bits with sign: the largest magnitude along {@code axis} becomes {@link
   * Quantized#LARGEST_SIGNED}, zero stays zero.
   *
   * @return with a scale that is 1 along {@code axis}
   */
  public Quantized quantizeSigned(int axis) {
    // A row of zeros must not divide by zero.
    Value scale =
        abs()
            .maxKept(axis)
            .mul(graph.scalar(1f / Quantized.LARGEST_SIGNED))
            .add(graph.scalar(1e-30f));
    Value zero = graph.bytes("int8_zero", Shape.of(), (byte) 0);
    List<Value> inputs = List.of(div(scale), graph.scalar(1), zero);
    return new Quantized(graph.apply(Op.QUANTIZE, inputs), scale, zero);
  }

  String name() {
    return name;
  }

  ElementType type() {
    return type;
  }

  @Override
  public String toString() {
    return name + " " + shape;
  }

  /** ONNX writes 0 for "as in the input" and -1 for "what is left". */
  private long[] reshapeSizes(Shape target) {
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < target.rank(); i++) {
      Dim dim = target.dim(i);
      boolean kept = i < shape.rank() && dim.equals(shape.dim(i));
      sizes.add(dim.isFixed() ? dim.fixed() : kept ? 0L : -1L);
    }
    if (sizes.stream().filter(size -> size == -1).count() > 1) {
      throw new GraphException(
          "Building %s: Reshape(%s): expected at most one dynamic axis to change, received %s"
              .formatted(graph.context(), this, target));
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private long[] onesAfterBatch() {
    long[] ones = new long[shape.rank() - 1];
    Arrays.fill(ones, 1);
    return ones;
  }
}
