package io.masklet.models.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a value, outermost axis first; axes may be dynamic.
 *
 * @param dims one extent per axis; empty for a scalar
 */
public record Shape(List<Dim> dims) {

  public Shape {
    dims = List.copyOf(dims);
  }

  /**
   * @param dims each an {@link Integer}, a {@link Dim} or the name of a dynamic axis
   */
  public static Shape of(Object... dims) {
    List<Dim> list = new ArrayList<>();
    for (Object dim : dims) {
      list.add(dim instanceof Dim d ? d : dim instanceof String s ? Dim.of(s) : number(dim));
    }
    return new Shape(list);
  }

  public int rank() {
    return dims.size();
  }

  /** Extent of {@code axis}; negative axes count from the end. */
  public Dim dim(int axis) {
    return dims.get(axis < 0 ? axis + rank() : axis);
  }

  /** This shape with another extent on one axis; negative axes count from the end. */
  public Shape with(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(axis < 0 ? axis + rank() : axis, dim);
    return new Shape(changed);
  }

  /** Number of elements. */
  public Dim elements() {
    return dims.stream().reduce(Dim.of(1), Dim::times);
  }

  @Override
  public String toString() {
    return dims.toString();
  }

  private static Dim number(Object dim) {
    return Dim.of(((Number) dim).longValue());
  }
}
