package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

  private static final Size SIZE = new Size(5, 3);

  /** Where each source pixel must land, straight from the definition of the matrix. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, 0",
    "-1, 0, 0, -1, 180",
    "0, 1, -1, 0, 90",
    "0, -1, 1, 0, 270",
    "-1, 0, 0, 1, 0",
    "1, 0, 0, -1, 180",
    "0, 1, 1, 0, 270",
    "0, -1, -1, 0, 90"
  })
  void copy_eachOfTheEight_equalsSlowTwin(int a, int b, int c, int d, int degrees) {
    Orientation orientation =
        Orientation.of(
            IntBuffer.wrap(new int[] {a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30}));
    assertThat(orientation).isEqualTo(new Orientation(a, b, c, d));
    assertThat(orientation.rotationDegrees()).isEqualTo(degrees);
    ByteBuffer from = numbered();
    ByteBuffer to = ByteBuffer.allocate(from.capacity());
    orientation.copy(from, SIZE, to);
    Size upright = orientation.apply(SIZE);
    for (int y = 0; y < SIZE.heightPx(); y++) {
      for (int x = 0; x < SIZE.widthPx(); x++) {
        int targetX = a * x + c * y + (a + c < 0 ? upright.widthPx() - 1 : 0);
        int targetY = b * x + d * y + (b + d < 0 ? upright.heightPx() - 1 : 0);
        int target = targetY * upright.widthPx() + targetX;
        for (int channel = 0; channel < 3; channel++) {
          assertThat(to.get(3 * target + channel))
              .isEqualTo(from.get(3 * (y * SIZE.widthPx() + x) + channel));
        }
      }
    }
  }

  private static ByteBuffer numbered() {
    ByteBuffer rgb = ByteBuffer.allocate(3 * SIZE.pixelCount());
    for (int i = 0; i < rgb.capacity(); i++) {
      rgb.put(i, (byte) i);
    }
    return rgb;
  }

  @ParameterizedTest
  @CsvSource({"46341, 46341, -46341, 46341", "0, 0, 0, 0", "65536, 1, 0, 65536"})
  void of_matrixInBetween_staysUpright(int a, int b, int c, int d) {
    assertThat(Orientation.of(IntBuffer.wrap(new int[] {a, b, 0, c, d, 0, 0, 0, 1 << 30})))
        .isEqualTo(Orientation.UPRIGHT);
  }
}
