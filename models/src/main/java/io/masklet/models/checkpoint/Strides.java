package io.masklet.models.checkpoint;

import java.util.Arrays;

/**
 * Where the elements of an array lie: {@code [i, j, ...]} at position {@code i * steps[0] + j *
 * steps[1] + ...}.
 */
final class Strides {

  /** Receives an element's row-major index and its position. */
  interface Visitor {
    void visit(int index, int position);
  }

  private final int[] shape;
  private final int[] steps;
  private final boolean rowMajor;

  /**
   * @param steps one for every extent, in elements; those of axes with one extent do not matter
   */
  Strides(int[] shape, int[] steps) {
    this.shape = shape.clone();
    this.steps = steps.clone();
    this.rowMajor = follows(shape, steps);
  }

  /** One element behind the other, the last axis fastest. */
  static Strides rowMajor(int[] shape) {
    int[] steps = new int[shape.length];
    int step = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      steps[axis] = step;
      step *= Math.max(1, shape[axis]); // wraps only where another extent is 0: never walked then
    }
    return new Strides(shape, steps);
  }

  /** Whether index and position are the same for all elements. */
  boolean isRowMajor() {
    return rowMajor;
  }

  /** Visits all elements, row-major. */
  void forEach(Visitor visitor) {
    if (Arrays.stream(shape).anyMatch(extent -> extent == 0)) {
      return;
    }
    int[] at = new int[shape.length];
    int position = 0;
    int axis;
    int index = 0;
    do {
      visitor.visit(index++, position);
      for (axis = shape.length - 1; axis >= 0; axis--) {
        position += steps[axis];
        if (++at[axis] < shape[axis]) {
          break;
        }
        position -= shape[axis] * steps[axis];
        at[axis] = 0;
      }
    } while (axis >= 0);
  }

  private static boolean follows(int[] shape, int[] steps) {
    if (Arrays.stream(shape).anyMatch(extent -> extent == 0)) {
      return true;
    }
    long expected = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (shape[axis] != 1 && steps[axis] != expected) {
        return false;
      }
      expected *= shape[axis];
    }
    return true;
  }
}
