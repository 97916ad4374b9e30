package io.masklet.models.graph;

import io.masklet.models.onnx.ElementType;
import io.masklet.models.onnx.OnnxWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one graph, node by node, in the order of calculation. A node that would be wrong is
 * refused before it is added, with a message that says what is being built.
 *
 * <p>Values are made by {@link #input}, {@link #constant} and the methods of {@link Value}; all
 * names inside the graph are made here and are unique. Not safe for several threads.
 */
public final class GraphBuilder {

  private static final Shape NO_TARGET = Shape.of();

  private final String context;
  private final OnnxWriter writer;
  private final Map<String, Value> constants = new HashMap<>();
  private int nodes;

  /**
   * @param context what is being built, for messages: {@code MaskDecoder of pocket}
   * @param writer takes the finished nodes; stays the caller's
   */
  public GraphBuilder(String context, OnnxWriter writer) {
    this.context = context;
    this.writer = writer;
  }

  /** What is being built. */
  public String context() {
    return context;
  }

  /** An input of the graph. */
  public Value input(String name, ElementType type, Shape shape) {
    writer.addInput(name, type, text(shape));
    return new Value(this, name, shape, type);
  }

  /**
   * Names {@code value} an output of the graph.
   *
   * @throws GraphException if its shape is not the promised one
   */
  public void output(String name, Value value, Shape expected) {
    if (!value.shape().equals(expected)) {
      throw new GraphException(
          "Building %s: output %s: expected %s, received %s"
              .formatted(context, name, expected, value.shape()));
    }
    writer.addNode(
        "Identity", "", name + "/output", List.of(value.name()), List.of(name), Map.of());
    writer.addOutput(name, value.type(), text(expected));
  }

  /**
   * A constant tensor. A name given twice must mean the same values: the first is used again.
   *
   * @param values row-major
   */
  public Value constant(String name, Shape shape, float... values) {
    return constants.computeIfAbsent(
        name,
        key -> {
          requireSize(key, shape, values.length);
          writer.addInitializer(key, fixed(shape), values);
          return new Value(this, key, shape, ElementType.FLOAT);
        });
  }

  /** The same of 8-bit integers. */
  public Value bytes(String name, Shape shape, byte... values) {
    return constants.computeIfAbsent(
        name,
        key -> {
          requireSize(key, shape, values.length);
          writer.addInitializer(key, fixed(shape), values);
          return new Value(this, key, shape, ElementType.INT8);
        });
  }

  /** Integers, such as sizes and axes; equal ones are stored once. */
  public Value integers(long... values) {
    return integers("int64_" + Arrays.toString(values).replaceAll("[^0-9-]+", "_"), values);
  }

  /** A table of integers, too long to be named by its values; as for {@link #constant}. */
  public Value integers(String name, long[] values) {
    return constants.computeIfAbsent(
        name,
        key -> {
          Shape shape = Shape.of(values.length);
          writer.addInitializer(key, fixed(shape), values);
          return new Value(this, key, shape, ElementType.INT64);
        });
  }

  /** One number that broadcasts with everything. */
  public Value scalar(float value) {
    return constant("float_" + value, Shape.of(), value);
  }

  /** Values joined along {@code axis}. */
  public Value concat(int axis, Value... values) {
    return apply(Op.CONCAT, List.of(values), Map.of("axis", (long) axis));
  }

  Value apply(Op op, List<Value> inputs) {
    return apply(op, inputs, Map.of());
  }

  Value apply(Op op, List<Value> inputs, Map<String, Object> attributes) {
    return apply(op, inputs, attributes, NO_TARGET).get(0);
  }

  List<Value> apply(Op op, List<Value> inputs, Map<String, Object> attributes, Shape target) {
    List<Call.Result> results = new Call(context, op, inputs, attributes, target).check();
    String node = op.onnxName() + "_" + nodes++;
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String name = results.size() == 1 ? node : node + "." + i;
      outputs.add(new Value(this, name, results.get(i).shape(), results.get(i).type()));
    }
    List<String> names = new ArrayList<>(outputs.stream().map(Value::name).toList());
    if (op == Op.SKIP_LAYER_NORM) {
      names.addAll(1, List.of("", "")); // mean and variance are not produced at inference
    }
    List<String> arguments = inputs.stream().map(Value::name).toList();
    writer.addNode(op.onnxName(), op.domain(), node, arguments, names, attributes);
    return outputs;
  }

  private void requireSize(String name, Shape shape, int count) {
    if (!shape.elements().is(count)) {
      throw new GraphException(
          "Building %s: constant %s: expected %s values for %s, received %d"
              .formatted(context, name, shape.elements(), shape, count));
    }
  }

  private static int[] fixed(Shape shape) {
    return shape.dims().stream().mapToInt(Dim::fixed).toArray();
  }

  private static List<String> text(Shape shape) {
    return shape.dims().stream().map(Dim::toString).toList();
  }
}
