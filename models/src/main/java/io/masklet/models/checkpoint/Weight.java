package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One named array of a checkpoint. Values are decoded when asked for, so that a mapped file costs
 * no heap until a weight is used.
 *
 * <p>Immutable and safe for several threads; {@link #floats()} hands out a fresh array that belongs
 * to the caller.
 */
public final class Weight {

  private final String name;
  private final int[] shape;
  private final Strides strides;
  private final DType type;
  private final ByteBuffer data;

  /** A view of {@code data}, whose remaining bytes must be exactly shape x element size. */
  Weight(String name, int[] shape, DType type, ByteBuffer data) {
    this(name, shape, Strides.rowMajor(shape), type, data);
  }

  /**
   * A view of {@code data}, which begins with element [0, 0, ...] and holds every element that the
   * strides reach; other weights may view the same bytes.
   */
  Weight(String name, int[] shape, Strides strides, DType type, ByteBuffer data) {
    this.name = name;
    this.shape = shape.clone();
    this.strides = strides;
    this.type = type;
    this.data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A float32 weight with a copy of {@code values} (row-major), for tests and derived weights. */
  public static Weight of(String name, int[] shape, float... values) {
    if (count(shape) != values.length) {
      throw new IllegalArgumentException(
          "weight %s: expected %d values for shape %s, got %d"
              .formatted(name, count(shape), shapeText(shape), values.length));
    }
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return new Weight(name, shape, DType.F32, data);
  }

  public String name() {
    return name;
  }

  /** Extents, outermost first; empty for a scalar. */
  public int[] shape() {
    return shape.clone();
  }

  public DType type() {
    return type;
  }

  /** Extent of one axis. */
  public int dim(int axis) {
    return shape[axis];
  }

  public int rank() {
    return shape.length;
  }

  /** Number of elements. */
  public int size() {
    return count(shape);
  }

  public boolean hasShape(int... expected) {
    return Arrays.equals(shape, expected);
  }

  /** All values, row-major, in a fresh array. */
  public float[] floats() {
    float[] values = new float[size()];
    if (strides.isRowMajor() && type == DType.F32) {
      data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    } else {
      strides.forEach((index, position) -> values[index] = type.read(data, position));
    }
    return values;
  }

  /** Bytes of all elements in the weight's own type. */
  long sizeBytes() {
    return (long) size() * type.sizeBytes();
  }

  /**
   * All elements in the weight's own type, row-major, little-endian and read-only: as they lie in
   * the file if they lie so, else a copy.
   */
  ByteBuffer bytes() {
    int width = type.sizeBytes();
    if (strides.isRowMajor()) {
      return data.slice(0, width * size()).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer copy = ByteBuffer.allocate(width * size()).order(ByteOrder.LITTLE_ENDIAN);
    strides.forEach((index, position) -> copy.put(width * index, data, width * position, width));
    return copy.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return name + " " + type + shapeText(shape);
  }

  /** Shape as in {@code [3, 4]}. */
  static String shapeText(int[] shape) {
    return Arrays.stream(shape)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static int count(int[] shape) {
    boolean empty = Arrays.stream(shape).anyMatch(extent -> extent == 0);
    return empty ? 0 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }
}
