package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelOwnersTest {

  private static final Size ROW = new Size(4, 1);

  @Test
  void claim_leavesEachPixelToTheStrongestAndTheFirstOfEquals() {
    List<MaskLogits> logits = List.of(row(5, 2, -3, -20), row(4, 2, 1, -1), row(6, 0, -9, -30));
    PixelOwners owners = new PixelOwners(ROW);
    for (int object = 0; object < logits.size(); object++) {
      owners.claim(object, logits.get(object), false);
    }
    assertThat(pixels(owners.maskOf(0))).containsExactly(false, true, false, false);
    assertThat(pixels(owners.maskOf(1))).containsExactly(false, false, true, false);
    assertThat(pixels(owners.maskOf(2))).containsExactly(true, false, false, false);
    assertThat(owners.suppressed(0, logits.get(0)).values()).containsExactly(-10, 2, -10, -20);
    assertThat(owners.suppressed(1, logits.get(1)).values()).containsExactly(-10, -10, 1, -1);
  }

  @Test
  void claim_givenMask_comesBeforeASurerPropagatedOne() {
    PixelOwners owners = new PixelOwners(ROW);
    owners.claim(0, row(25, 25, 25, 25), false);
    owners.claim(1, row(10, 10, -10, -10), true);
    assertThat(pixels(owners.maskOf(0))).containsExactly(false, false, true, true);
    assertThat(pixels(owners.maskOf(1))).containsExactly(true, true, false, false);
  }

  @Test
  void maskOf_oneObject_isItsMaskAtTheSizeOfTheFrame() {
    Size size = new Size(37, 21);
    MaskLogits logits = new MaskLogits(new Size(2, 2), new float[] {3, -1, -2, 4});
    PixelOwners owners = new PixelOwners(size);
    owners.claim(7, logits, false);
    assertThat(owners.maskOf(7)).isEqualTo(Resample.bilinear(logits, size).toBitmap());
  }

  private static MaskLogits row(float... values) {
    return new MaskLogits(ROW, values);
  }

  private static boolean[] pixels(Bitmap mask) {
    boolean[] pixels = new boolean[ROW.widthPx()];
    for (int x = 0; x < pixels.length; x++) {
      pixels[x] = mask.get(x, 0);
    }
    return pixels;
  }
}
