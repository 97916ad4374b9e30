package io.masklet.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast loops against the definitions, pixel by pixel. */
class ResizerTest {

  private static final int[] SIDES = {1, 2, 3, 7, 16, 33, 64};
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] STD = {0.229f, 0.224f, 0.225f};

  @Test
  void antialias_fourToOne_hasTheReferencesTaps() {
    float[] impulse = new float[64];
    impulse[0] = 1;
    float[] first = PlaneResizer.antialias(new Size(64, 1), new Size(16, 1)).resize(impulse);
    assertThat(first[0]).isEqualTo(0.178571f, within(1e-6f));
    impulse[0] = 0;
    impulse[31] = 1;
    float[] inner = PlaneResizer.antialias(new Size(64, 1), new Size(16, 1)).resize(impulse);
    assertThat(inner[7]).isEqualTo(5f / 32, within(1e-6f));
    assertThat(inner[8]).isEqualTo(3f / 32, within(1e-6f));
  }

  @Test
  void bilinear_anySizes_equalsSlowTwin() {
    compare(false);
  }

  @Test
  void antialias_anySizes_equalsSlowTwin() {
    compare(true);
  }

  private static void compare(boolean antialias) {
    Random random = new Random(3);
    for (int in : SIDES) {
      for (int out : SIDES) {
        Size from = new Size(in, 5);
        Size to = new Size(out, 9);
        float[] plane = random(random, from.pixelCount());
        PlaneResizer resizer =
            antialias ? PlaneResizer.antialias(from, to) : PlaneResizer.bilinear(from, to);
        float[] slow = SlowResize.resize(plane, from, to, antialias);
        assertThat(resizer.resize(plane))
            .as("%s to %s", from, to)
            .containsExactly(slow, within(2e-6f));
      }
    }
  }

  @Test
  void resize_rgbAnySize_equalsSlowTwin() {
    Random random = new Random(4);
    for (Size from : new Size[] {new Size(1, 1), new Size(53, 31), new Size(5, 90)}) {
      byte[] rgb = new byte[3 * from.pixelCount()];
      random.nextBytes(rgb);
      FloatBuffer out = FloatBuffer.allocate(3 * 24 * 24);
      new RgbResizer(from, 24, MEAN, STD).resize(direct(rgb), out);
      assertThat(out.array()).containsExactly(slowRgb(rgb, from, 24), within(5e-6f));
    }
  }

  @Test
  void resize_wrongBuffer_saysWhatWasExpected() {
    RgbResizer resizer = new RgbResizer(new Size(4, 4), 8, MEAN, STD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resizer.resize(ByteBuffer.allocateDirect(47), FloatBuffer.allocate(192)))
        .withMessage(
            "RGB resizer for 4x4 to 8 px: expected 48 bytes in and room for 192 numbers,"
                + " got 47 and 192");
  }

  private static float[] slowRgb(byte[] rgb, Size from, int side) {
    float[] all = new float[3 * side * side];
    for (int c = 0; c < 3; c++) {
      float[] plane = new float[from.pixelCount()];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = (rgb[3 * i + c] & 0xff) / 255f;
      }
      float[] resized = SlowResize.resize(plane, from, Size.square(side), true);
      for (int i = 0; i < resized.length; i++) {
        all[c * side * side + i] = (resized[i] - MEAN[c]) / STD[c];
      }
    }
    return all;
  }

  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
  }
}
