package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The walk over strides against index arithmetic, element by element. */
class StridesTest {

  @Test
  void forEach_anyShapeAndSteps_isTheSumOfIndexTimesStep() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int[] shape = random.ints(random.nextInt(5), 0, 5).toArray();
      int[] steps = random.ints(shape.length, 0, 9).toArray();
      int[] seen = {0};
      new Strides(shape, steps)
          .forEach(
              (index, position) -> {
                assertThat(index).isEqualTo(seen[0]++);
                assertThat(position).isEqualTo(position(shape, steps, index));
              });
      assertThat(seen[0]).isEqualTo(Weight.of("w", shape, new float[count(shape)]).size());
    }
  }

  @Test
  void isRowMajor_holdsExactlyWherePositionIsIndex() {
    Random random = new Random(8);
    for (int i = 0; i < 300; i++) {
      int[] shape = random.ints(random.nextInt(4), 0, 3).toArray();
      int[] steps = random.ints(shape.length, 0, 5).toArray();
      boolean[] same = {true};
      Strides strides = new Strides(shape, steps);
      strides.forEach((index, position) -> same[0] &= index == position);
      assertThat(strides.isRowMajor()).isEqualTo(same[0]);
      assertThat(Strides.rowMajor(shape).isRowMajor()).isTrue();
    }
  }

  @Test
  void bytes_stridedWeightOfEveryType_holdTheSameValues() {
    ByteBuffer data = ByteBuffer.allocate(8 * 12).order(ByteOrder.LITTLE_ENDIAN);
    new Random(9).nextBytes(data.array());
    for (DType type : DType.values()) {
      int[] shape = {3, 2};
      Weight strided = new Weight("w", shape, new Strides(shape, new int[] {1, 4}), type, data);
      Weight copied = new Weight("w", shape, type, strided.bytes());
      assertThat(copied.floats()).isEqualTo(strided.floats());
      assertThat(strided.floats()[3]).isEqualTo(type.read(data, 1 + 4)); // [1, 1]
      assertThat(strided.sizeBytes()).isEqualTo(strided.bytes().remaining());
    }
  }

  private static int position(int[] shape, int[] steps, int index) {
    int position = 0;
    int rest = index;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      position += rest % shape[axis] * steps[axis];
      rest /= shape[axis];
    }
    return position;
  }

  private static int count(int[] shape) {
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    return count;
  }
}
