package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How a tensor looks at its storage: element {@code [i, j, ...]} lies at {@code offset + i *
 * strides[0] + j * strides[1] + ...}. All within the storage's declared bounds.
 *
 * <p>Strides of axes with one extent or none say nothing and are 0 here.
 */
final class TensorView {

  /** Axes; no weight of any network has as many. */
  private static final int MAX_RANK = 16;

  /** Elements that a tensor may show although its storage has fewer (stride 0). */
  private static final long MAX_REPEATED = 1 << 20;

  private final Storage storage;
  private final int offset;
  private final int[] shape;
  private final int[] strides;

  private TensorView(Storage storage, int offset, int[] shape, int[] strides) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }

  /**
   * @throws CheckpointException if an element would lie outside the storage, or if the numbers are
   *     otherwise hostile
   */
  static TensorView of(
      CheckpointFile file, Storage storage, long offset, long[] shape, long[] strides) {
    boolean sound =
        shape.length == strides.length
            && shape.length <= MAX_RANK
            && inRange(shape)
            && inRange(strides)
            && offset >= 0
            && isWithin(storage.count(), offset, shape, strides);
    file.require(
        sound,
        "expected a tensor within the %d elements of storage %s, found shape %s with strides %s"
            + " from element %d on; the file is damaged or hostile, fetch it again",
        storage.count(),
        storage.key(),
        Arrays.toString(shape),
        Arrays.toString(strides),
        offset);
    int[] extents = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    int[] steps = new int[shape.length];
    boolean empty = elements(shape) == 0;
    for (int axis = 0; axis < steps.length; axis++) {
      steps[axis] = empty || shape[axis] == 1 ? 0 : Math.toIntExact(strides[axis]);
    }
    return new TensorView(storage, empty ? 0 : Math.toIntExact(offset), extents, steps);
  }

  Storage storage() {
    return storage;
  }

  @Override
  public String toString() {
    return "a tensor of shape " + Weight.shapeText(shape);
  }

  /**
   * The weight that this tensor is.
   *
   * @param data all bytes of the storage
   */
  Weight weight(String name, ByteBuffer data) {
    int begin = offset * storage.type().sizeBytes();
    return new Weight(
        name,
        shape,
        new Strides(shape, strides),
        storage.type(),
        data.slice(begin, data.limit() - begin));
  }

  private static boolean inRange(long[] values) {
    return Arrays.stream(values).allMatch(value -> value >= 0 && value <= Integer.MAX_VALUE);
  }

  private static boolean isWithin(long count, long offset, long[] shape, long[] strides) {
    long elements = elements(shape);
    if (elements == 0) {
      return offset <= Integer.MAX_VALUE;
    }
    long last = offset;
    for (int axis = 0; axis < shape.length; axis++) {
      last += (shape[axis] - 1) * strides[axis]; // both below 2^31
      if (last < 0 || last >= count) {
        return false;
      }
    }
    return last < count && elements <= Math.max(count, MAX_REPEATED);
  }

  /** Product of the extents, or {@link Long#MAX_VALUE} where that is beyond 2^31. */
  private static long elements(long[] shape) {
    long product = 1;
    for (long extent : shape) {
      if (extent == 0) {
        return 0;
      }
      product = product > Integer.MAX_VALUE ? product : product * extent;
    }
    return product > Integer.MAX_VALUE ? Long.MAX_VALUE : product;
  }
}
