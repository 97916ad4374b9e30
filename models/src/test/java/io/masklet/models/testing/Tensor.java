package io.masklet.models.testing;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A small tensor for tests.
 *
 * @param shape extents, outermost first
 * @param values row-major
 */
public record Tensor(int[] shape, float[] values) {

  public static Tensor of(int[] shape, float... values) {
    return new Tensor(shape, values);
  }

  /** A golden as it lies in the file. */
  public static Tensor golden(StateDict goldens, String name) {
    Weight weight = goldens.get(name);
    return new Tensor(weight.shape(), weight.floats());
  }

  /** Values of a normal distribution. */
  public static Tensor random(Random random, int... shape) {
    float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Tensor(shape, values);
  }

  public static Tensor filled(float value, int... shape) {
    Tensor tensor = random(new Random(0), shape);
    Arrays.fill(tensor.values, value);
    return tensor;
  }

  /** The same values under another shape. */
  public Tensor reshape(int... newShape) {
    return new Tensor(newShape, values);
  }

  /** Part {@code index} of the first axis, which is kept with extent 1. */
  public Tensor slice(int index) {
    int size = values.length / shape[0];
    int[] one = shape.clone();
    one[0] = 1;
    return new Tensor(one, Arrays.copyOfRange(values, index * size, (index + 1) * size));
  }

  /** Swaps the first two axes. */
  public Tensor swap01() {
    int a = shape[0];
    int b = shape[1];
    int rest = values.length / (a * b);
    float[] swapped = new float[values.length];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        System.arraycopy(values, (i * b + j) * rest, swapped, (j * a + i) * rest, rest);
      }
    }
    int[] newShape = shape.clone();
    newShape[0] = b;
    newShape[1] = a;
    return new Tensor(newShape, swapped);
  }

  /** Swaps axes 1 and 2 of a tensor of batch 1. */
  public Tensor swap12() {
    Tensor swapped = reshape(shape[1], shape[2]).swap01();
    return swapped.reshape(1, shape[2], shape[1]);
  }

  /** The values of this, then of {@code other}, as one list. */
  public Tensor join(Tensor other) {
    float[] joined = Arrays.copyOf(values, values.length + other.values.length);
    System.arraycopy(other.values, 0, joined, values.length, other.values.length);
    return new Tensor(new int[] {joined.length}, joined);
  }

  /** Every value by itself. */
  public Tensor map(DoubleUnaryOperator function) {
    float[] mapped = new float[values.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (float) function.applyAsDouble(values[i]);
    }
    return new Tensor(shape, mapped);
  }

  /** Largest absolute difference; both must have equally many values. */
  public double distance(Tensor other) {
    if (values.length != other.values.length) {
      throw new IllegalArgumentException(this + " against " + other);
    }
    double max = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = Math.abs(values[i] - other.values[i]);
      max = difference > max || Double.isNaN(difference) ? difference : max;
    }
    return max;
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
