package io.masklet.models.graph;

import io.masklet.models.graph.Call.Result;
import io.masklet.models.onnx.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each operator makes of its inputs' shapes; a call that makes no sense is refused. */
final class ShapeRules {

  private ShapeRules() {}

  static List<Result> same(Call call) {
    return call.result(call.shape(0));
  }

  static List<Result> broadcast(Call call) {
    call.requireType(1, call.input(0).type());
    return call.result(broadcast(call, call.shape(0), call.shape(1)));
  }

  static List<Result> compare(Call call) {
    return List.of(new Result(broadcast(call).get(0).shape(), ElementType.BOOL));
  }

  static List<Result> where(Call call) {
    call.requireType(0, ElementType.BOOL);
    Shape branches = broadcast(call, call.shape(1), call.shape(2));
    return List.of(new Result(broadcast(call, call.shape(0), branches), call.input(1).type()));
  }

  static List<Result> cast(Call call) {
    long code = call.integer("to", -1);
    ElementType type =
        Arrays.stream(ElementType.values()).filter(t -> t.code() == code).findFirst().orElse(null);
    call.require(type != null, "a type of " + List.of(ElementType.values()), code);
    return type == null ? List.of() : List.of(new Result(call.shape(0), type));
  }

  static List<Result> matMul(Call call) {
    Shape a = call.shape(0);
    Shape b = call.shape(1);
    call.require(a.rank() >= 2 && b.rank() >= 2, "ranks of at least 2", a + " and " + b);
    call.require(a.dim(-1).equals(b.dim(-2)), "equal inner extents", a + " x " + b);
    Shape batch = broadcast(call, new Shape(a.dims().subList(0, a.rank() - 2)), leading(b, 2));
    List<Dim> dims = new ArrayList<>(batch.dims());
    dims.add(a.dim(-2));
    dims.add(b.dim(-1));
    return call.result(new Shape(dims));
  }

  static List<Result> dynamicQuantize(Call call) {
    call.requireType(0, ElementType.FLOAT);
    return List.of(
        new Result(call.shape(0), ElementType.UINT8),
        new Result(Shape.of(), ElementType.FLOAT),
        new Result(Shape.of(), ElementType.UINT8));
  }

  static List<Result> quantize(Call call) {
    call.requireType(0, ElementType.FLOAT);
    call.requireShape(1);
    call.requireShape(2);
    return List.of(new Result(call.shape(0), call.input(2).type()));
  }

  /** Unsigned times signed, the one pairing that is fast. */
  static List<Result> matMulIntegerToFloat(Call call) {
    call.requireType(0, ElementType.UINT8);
    call.requireType(1, ElementType.INT8);
    call.requireShape(2);
    Shape columns = call.shape(1);
    Shape scale = call.shape(3);
    call.require(
        scale.rank() == 0
            || (columns.rank() == 2 && scale.equals(Shape.of(columns.dim(-1))))
            || scale.equals(columns.with(-2, Dim.of(1))),
        "one scale of B, or one for each column",
        scale);
    call.requireType(4, ElementType.UINT8);
    call.requireType(5, ElementType.INT8);
    if (call.inputs().size() > 6) {
      call.requireShape(6, columns.dim(-1));
    }
    return List.of(new Result(matMul(call).get(0).shape(), ElementType.FLOAT));
  }

  static List<Result> transpose(Call call) {
    long[] perm = call.integers("perm");
    long[] sorted = perm.clone();
    Arrays.sort(sorted);
    boolean valid = sorted.length == call.shape(0).rank();
    for (int i = 0; valid && i < sorted.length; i++) {
      valid = sorted[i] == i;
    }
    call.require(valid, "a permutation of all axes of " + call.shape(0), Arrays.toString(perm));
    return call.result(
        new Shape(Arrays.stream(perm).mapToObj(axis -> call.shape(0).dim((int) axis)).toList()));
  }

  static List<Result> reshape(Call call) {
    call.require(
        call.target().elements().equals(call.shape(0).elements()),
        "%s elements for %s".formatted(call.shape(0).elements(), call.shape(0)),
        "%s for %s".formatted(call.target().elements(), call.target()));
    return call.result(call.target());
  }

  static List<Result> expand(Call call) {
    call.require(
        broadcast(call, call.shape(0), call.target()).equals(call.target()),
        "a shape that broadcasts to " + call.target(),
        call.shape(0));
    return call.result(call.target());
  }

  static List<Result> concat(Call call) {
    int axis = (int) call.integer("axis", 0);
    Shape first = call.shape(0);
    Dim sum = Dim.of(0);
    for (Value input : call.inputs()) {
      call.require(
          input.shape().rank() == first.rank()
              && input.shape().with(axis, Dim.of(0)).equals(first.with(axis, Dim.of(0))),
          first + " but for axis " + axis,
          input);
      call.require(input.type() == call.input(0).type(), "" + call.input(0).type(), input.type());
      sum = sum.plus(input.shape().dim(axis));
    }
    return call.result(first.with(axis, sum));
  }

  static List<Result> split(Call call) {
    int axis = (int) call.integer("axis", 0);
    Dim sum = call.target().dims().stream().reduce(Dim.of(0), Dim::plus);
    call.require(
        sum.equals(call.shape(0).dim(axis)),
        "parts that sum to " + call.shape(0).dim(axis),
        call.target());
    return call.target().dims().stream()
        .map(part -> new Result(call.shape(0).with(axis, part), call.input(0).type()))
        .toList();
  }

  static List<Result> gather(Call call) {
    call.requireType(1, ElementType.INT64);
    int axis = (int) call.integer("axis", 0);
    List<Dim> dims = new ArrayList<>(call.shape(0).dims());
    dims.remove(axis);
    dims.addAll(axis, call.shape(1).dims());
    return call.result(new Shape(dims));
  }

  /** The target names the axis, which the inputs do not tell; it goes, or becomes 1. */
  static List<Result> reduce(Call call) {
    int axis = call.target().dim(0).fixed();
    if (call.integer("keepdims", 1) == 1) {
      return call.result(call.shape(0).with(axis, Dim.of(1)));
    }
    List<Dim> dims = new ArrayList<>(call.shape(0).dims());
    dims.remove(axis);
    return call.result(new Shape(dims));
  }

  static List<Result> shape(Call call) {
    long count = call.integer("end", 0) - call.integer("start", 0);
    call.require(count > 0, "end after start", count);
    return List.of(new Result(Shape.of(count), ElementType.INT64));
  }

  static List<Result> conv(Call call) {
    call.requireRank(0, 4);
    call.requireRank(1, 4);
    Shape input = call.shape(0);
    Shape weight = call.shape(1);
    long group = call.integer("group", 1);
    call.require(
        weight.dim(1).times(group).equals(input.dim(1)),
        "%s input channels in %d groups".formatted(input.dim(1), group),
        "weight " + weight);
    call.requireShape(2, weight.dim(0));
    call.require(weight.dim(0).fixed() % group == 0, "a multiple of " + group, weight.dim(0));
    return call.result(
        Shape.of(input.dim(0), weight.dim(0), convolved(call, 0), convolved(call, 1)));
  }

  /** Over whole rows only: the one window we use. */
  static List<Result> averagePool(Call call) {
    call.requireRank(0, 4);
    long[] kernel = call.integers("kernel_shape");
    call.require(
        kernel[0] == 1 && call.shape(0).dim(3).is(kernel[1]),
        "a kernel of one row, [1, " + call.shape(0).dim(3) + "]",
        Arrays.toString(kernel));
    return call.result(call.shape(0).with(3, Dim.of(1)));
  }

  static List<Result> globalAveragePool(Call call) {
    call.requireRank(0, 4);
    return call.result(call.shape(0).with(2, Dim.of(1)).with(3, Dim.of(1)));
  }

  static List<Result> resize(Call call) {
    call.requireRank(0, 4);
    return call.result(call.target());
  }

  static List<Result> layerNorm(Call call) {
    Dim channels = call.shape(0).dim(-1);
    call.require(call.integer("axis", -1) == -1, "axis -1", call.integer("axis", -1));
    call.requireShape(1, channels);
    call.requireShape(2, channels);
    return same(call);
  }

  /**
   * The kernel wants rank 3 and lets the skip be shared over the batch, not the other way round.
   */
  static List<Result> skipLayerNorm(Call call) {
    call.requireRank(0, 3);
    Shape input = call.shape(0);
    Shape skip = call.shape(1);
    call.require(
        skip.equals(input) || skip.equals(input.with(0, Dim.of(1))),
        "a skip of shape %s or %s".formatted(input, input.with(0, Dim.of(1))),
        skip);
    call.requireShape(2, input.dim(-1));
    call.requireShape(3, input.dim(-1));
    return List.of(call.result(input).get(0), call.result(input).get(0));
  }

  static List<Result> rotary(Call call) {
    Shape input = call.shape(0);
    int rank = input.rank();
    call.require(rank == 3 || rank == 4, "rank 3 or 4", input);
    call.requireType(1, ElementType.INT64);
    call.requireShape(1, 1);
    Dim half = Dim.of(input.dim(-1).fixed() / 2);
    call.requireShape(2, input.dim(-2), half);
    call.requireShape(3, input.dim(-2), half);
    return call.result(input);
  }

  static List<Result> attention(Call call) {
    call.requireRank(0, 3);
    Shape query = call.shape(0);
    Shape key = call.shape(1);
    Shape value = call.shape(2);
    call.requireShape(1, query.dim(0), key.dim(1), query.dim(2));
    call.requireShape(2, query.dim(0), key.dim(1), value.dim(-1));
    long heads = call.integer("num_heads", 1);
    call.require(
        query.dim(2).fixed() % heads == 0 && value.dim(2).fixed() % heads == 0,
        "channels that are a multiple of " + heads + " heads",
        query + " and " + value);
    return call.result(query.with(-1, value.dim(-1)));
  }

  private static Dim convolved(Call call, int spatialAxis) {
    long[] pads = call.integers("pads", 0, 0, 0, 0);
    long kernel = call.integers("kernel_shape")[spatialAxis];
    call.require(call.shape(1).dim(2 + spatialAxis).is(kernel), "kernel " + kernel, call.shape(1));
    long padded =
        call.shape(0).dim(2 + spatialAxis).fixed() + pads[spatialAxis] + pads[2 + spatialAxis];
    call.require(padded >= kernel, "at least " + kernel + " pixels", padded);
    return Dim.of((padded - kernel) / call.integers("strides")[spatialAxis] + 1);
  }

  private static Shape broadcast(Call call, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    List<Dim> dims = new ArrayList<>();
    for (int i = -rank; i < 0; i++) {
      Dim x = -i > a.rank() ? Dim.of(1) : a.dim(i);
      Dim y = -i > b.rank() ? Dim.of(1) : b.dim(i);
      call.require(x.equals(y) || x.is(1) || y.is(1), "shapes that broadcast", a + " and " + b);
      dims.add(x.is(1) ? y : x);
    }
    return new Shape(dims);
  }

  private static Shape leading(Shape shape, int without) {
    return new Shape(shape.dims().subList(0, shape.rank() - without));
  }
}
