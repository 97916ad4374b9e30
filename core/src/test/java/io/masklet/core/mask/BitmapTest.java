package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masklet.core.geom.Size;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitmapTest {

  @Test
  void setRun_anyRun_equalsPixelByPixel() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Size size = new Size(1 + random.nextInt(200), 1 + random.nextInt(5));
      Bitmap run = Bitmaps.random(random, size.widthPx(), size.heightPx());
      Bitmap pixels = run.copy();
      int y = random.nextInt(size.heightPx());
      int from = random.nextInt(size.widthPx());
      int to = from + random.nextInt(size.widthPx() - from + 1);
      run.setRun(y, from, to);
      for (int x = from; x < to; x++) {
        pixels.set(x, y, true);
      }
      assertThat(run).as("%s row %d, %d to %d", size, y, from, to).isEqualTo(pixels);
    }
  }

  @Test
  void setRun_outside_isRefused() {
    Bitmap mask = new Bitmap(new Size(10, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> mask.setRun(0, 5, 11));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> mask.setRun(2, 0, 1));
    assertThat(mask.isEmpty()).isTrue();
  }

  @Test
  void minus_leavesBothAlone() {
    Bitmap one = new Bitmap(new Size(3, 1));
    one.setRun(0, 0, 3);
    Bitmap other = new Bitmap(new Size(3, 1));
    other.set(1, 0, true);
    assertThat(one.minus(other).areaPx()).isEqualTo(2);
    assertThat(one.areaPx()).isEqualTo(3);
    assertThat(other.areaPx()).isEqualTo(1);
  }

  @Test
  void majority_isWhatTwoOfThreeHold() {
    Bitmap first = Bitmaps.random(new Random(1), 9, 9);
    Bitmap second = Bitmaps.random(new Random(2), 9, 9);
    Bitmap third = Bitmaps.random(new Random(3), 9, 9);

    Bitmap most = first.majority(second, third);

    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 9; x++) {
        int votes =
            (first.get(x, y) ? 1 : 0) + (second.get(x, y) ? 1 : 0) + (third.get(x, y) ? 1 : 0);
        assertThat(most.get(x, y)).as("%d, %d", x, y).isEqualTo(votes >= 2);
      }
    }
  }
}
