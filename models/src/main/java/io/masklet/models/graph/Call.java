package io.masklet.models.graph;

import io.masklet.models.onnx.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One use of an operator, before it is added to a graph: what its rules look at and what its errors
 * speak of.
 *
 * @param context what is being built, such as {@code MaskDecoder of pocket}
 * @param target the shape the caller asks for, where the inputs alone do not tell (Reshape, Expand)
 */
record Call(
    String context, Op op, List<Value> inputs, Map<String, Object> attributes, Shape target) {

  /** An output to be. */
  record Result(Shape shape, ElementType type) {}

  /** Checks this call by the rules of its operator and returns what it will produce. */
  List<Result> check() {
    require(
        inputs.size() >= op.minInputs() && inputs.size() <= op.maxInputs(),
        op.minInputs() + " to " + op.maxInputs() + " inputs",
        inputs.size());
    Set<String> given = attributes.keySet();
    require(
        given.containsAll(op.requiredAttributes()), "attributes " + op.requiredAttributes(), given);
    require(op.knownAttributes().containsAll(given), "none but " + op.knownAttributes(), given);
    return op.rule().results(this);
  }

  Value input(int index) {
    return inputs.get(index);
  }

  Shape shape(int index) {
    return inputs.get(index).shape();
  }

  long integer(String attribute, long fallback) {
    return (Long) attributes.getOrDefault(attribute, fallback);
  }

  long[] integers(String attribute, long... fallback) {
    return (long[]) attributes.getOrDefault(attribute, fallback);
  }

  /** A result of the type of the first input. */
  List<Result> result(Shape shape) {
    return List.of(new Result(shape, input(0).type()));
  }

  void requireRank(int index, int rank) {
    require(shape(index).rank() == rank, "rank " + rank + " for input " + index, shape(index));
  }

  void requireShape(int index, Object... dims) {
    Shape expected = Shape.of(dims);
    require(shape(index).equals(expected), expected + " for input " + index, shape(index));
  }

  void requireType(int index, ElementType type) {
    require(input(index).type() == type, type + " for input " + index, input(index).type());
  }

  void require(boolean condition, String expected, Object received) {
    if (!condition) {
      throw new GraphException(
          "Building %s: %s: expected %s, received %s".formatted(context, this, expected, received));
    }
  }

  @Override
  public String toString() {
    List<String> arguments = new ArrayList<>();
    inputs.forEach(input -> arguments.add(input.toString()));
    attributes.forEach((name, value) -> arguments.add(name + "=" + text(value)));
    return arguments.stream().collect(Collectors.joining(", ", op.onnxName() + "(", ")"));
  }

  private static String text(Object value) {
    return value instanceof long[] numbers ? Arrays.toString(numbers) : "" + value;
  }
}
