package io.masklet.models.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor kept in 8 bits: {@code (values - zeroPoint) * scale}.
 *
 * <p>Products of two are exact in 32-bit integers and turned to float32 once, in the same kernel.
 * Only unsigned times signed is offered: of the four pairings it is the fast one by a factor of two
 * to thirteen on processors with VNNI.
 *
 * @param values unsigned if activations, signed if on the right side of a product
 * @param scale one number, or one for each column
 * @param zeroPoint one number of the type of {@code values}
 */
public record Quantized(Value values, Value scale, Value zeroPoint) {

  /**
   * Magnitude of the largest signed value. Not 127: x86 processors without VNNI add two products in
   * 16 bits, and 2 x 255 x 64 is about the most that fits; beyond, sums saturate silently.
   */
  public static final int LARGEST_SIGNED = 64;

  /** Signed constants without a zero point, each column with its own scale. */
  public static Quantized constant(
      GraphBuilder graph, String name, Shape shape, byte[] values, float[] scale) {
    return new Quantized(
        graph.bytes(name + ".int8", shape, values),
        graph.constant(name + ".scale", Shape.of(shape.dim(-1)), scale),
        graph.bytes("int8_zero", Shape.of(), (byte) 0));
  }

  /**
   * {@code [.., m, k] x [.., k, n] -> [.., m, n]} in float32; this unsigned, {@code other} signed.
   */
  public Value matMul(Quantized other) {
    return values.graph().apply(Op.MATMUL_INTEGER, factors(other));
  }

  /** The same plus {@code bias [n]}. */
  public Value matMul(Quantized other, Value bias) {
    List<Value> inputs = new ArrayList<>(factors(other));
    inputs.add(bias);
    return values.graph().apply(Op.MATMUL_INTEGER, inputs);
  }

  /** Cuts {@code axis} into parts of these sizes; for a scale that is one number. */
  public List<Quantized> split(int axis, int... sizes) {
    return values.split(axis, sizes).stream()
        .map(part -> new Quantized(part, scale, zeroPoint))
        .toList();
  }

  /** Exchanges the last two axes; the scale must have the rank of the values. */
  public Quantized transposed() {
    int[] axes = new int[values.shape().rank()];
    Arrays.setAll(axes, i -> i);
    axes[axes.length - 1] = axes.length - 2;
    axes[axes.length - 2] = axes.length - 1;
    return new Quantized(values.transpose(axes), scale.transpose(axes), zeroPoint);
  }

  /** All of it times {@code factor}, at the cost of the scale alone. */
  public Quantized times(float factor) {
    return new Quantized(values, scale.mul(scale.graph().scalar(factor)), zeroPoint);
  }

  private List<Value> factors(Quantized other) {
    return List.of(values, other.values, scale, other.scale, zeroPoint, other.zeroPoint);
  }
}
