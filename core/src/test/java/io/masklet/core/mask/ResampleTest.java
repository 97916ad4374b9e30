package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResampleTest {

  /** From one pixel to larger than any input; shrinking, growing, odd. */
  private static final int[] SIDES = {1, 2, 3, 7, 24, 31, 96, 128, 201};

  @Test
  void bilinearMask_anySizes_equalsTheWayOverLogits() {
    SplittableRandom random = new SplittableRandom(7);
    for (int from : SIDES) {
      for (int to : SIDES) {
        MaskLogits logits = blob(new Size(from, 1 + from / 2), random);
        Size size = new Size(to, 1 + to / 3);
        assertThat(Resample.bilinearMask(logits, size))
            .as("%s to %s", logits.size(), size)
            .isEqualTo(Resample.bilinear(logits, size).toBitmap());
      }
    }
  }

  @Test
  void bilinearMask_nothingThere_isEmpty() {
    MaskLogits absent = MaskLogits.filled(Size.square(96), -1024);
    assertThat(Resample.bilinearMask(absent, new Size(853, 479)).isEmpty()).isTrue();
  }

  @Test
  void bilinearMask_everythingThere_isFull() {
    Size size = new Size(853, 479);
    MaskLogits full = MaskLogits.filled(Size.square(96), 3);
    assertThat(Resample.bilinearMask(full, size).areaPx()).isEqualTo(size.areaPx());
  }

  /** A noisy disc somewhere, partly outside. */
  private static MaskLogits blob(Size size, SplittableRandom random) {
    float[] values = new float[size.pixelCount()];
    double centreX = random.nextDouble() * size.widthPx();
    double centreY = random.nextDouble() * size.heightPx();
    double radius = random.nextDouble() * size.widthPx() / 2;
    for (int i = 0; i < values.length; i++) {
      int x = i % size.widthPx();
      int y = i / size.widthPx();
      double distance = Math.hypot(x - centreX, y - centreY);
      values[i] = (float) (radius - distance + random.nextDouble() - 0.5);
    }
    return new MaskLogits(size, values);
  }
}
