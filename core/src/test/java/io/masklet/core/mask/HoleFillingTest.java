package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoleFillingTest {

  @Test
  void fill_holeOfEightPixels_isFilledAndNineIsNot() {
    assertThat(HoleFilling.fill(withHole(8), 8).toBitmap().areaPx()).isEqualTo(400);
    assertThat(HoleFilling.fill(withHole(9), 8).toBitmap().areaPx()).isEqualTo(391);
  }

  @Test
  void fill_holesTouchingByACorner_countAsOne() {
    MaskLogits logits = MaskLogits.filled(new Size(20, 20), 3f);
    for (int i = 0; i < 9; i++) {
      logits.values()[(5 + i) * 20 + 5 + i] = 0f;
    }
    assertThat(HoleFilling.fill(logits, 8)).isSameAs(logits);
  }

  @Test
  void fill_filledPixels_lieJustAboveTheThreshold() {
    MaskLogits filled = HoleFilling.fill(withHole(1), 8);
    assertThat(filled.values()[21]).isEqualTo(0.1f);
    assertThat(filled.values()[22]).isEqualTo(3f);
  }

  @Test
  void of_randomMasks_equalsSlowTwin() {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      Bitmap mask = Bitmaps.random(random, 1 + random.nextInt(30), 1 + random.nextInt(30));
      ConnectedComponents fast = ConnectedComponents.of(mask);
      int[] slow = floodedAreas(mask);
      for (int i = 0; i < slow.length; i++) {
        assertThat(fast.areaAt(i)).as("round %d pixel %d", round, i).isEqualTo(slow[i]);
      }
    }
  }

  private static MaskLogits withHole(int areaPx) {
    MaskLogits logits = MaskLogits.filled(new Size(20, 20), 3f);
    for (int i = 0; i < areaPx; i++) {
      logits.values()[20 + 1 + i] = -1f;
    }
    return logits;
  }

  /** Area of the piece of every pixel, by flooding from each pixel anew. */
  private static int[] floodedAreas(Bitmap mask) {
    int[] areas = new int[mask.size().pixelCount()];
    for (int i = 0; i < areas.length; i++) {
      areas[i] = mask.getAt(i) ? flood(mask, i) : 0;
    }
    return areas;
  }

  private static int flood(Bitmap mask, int start) {
    int width = mask.size().widthPx();
    boolean[] seen = new boolean[mask.size().pixelCount()];
    ArrayDeque<Integer> open = new ArrayDeque<>();
    seen[start] = true;
    open.add(start);
    int area = 0;
    while (!open.isEmpty()) {
      int i = open.remove();
      area++;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int x = i % width + dx;
          int y = i / width + dy;
          boolean inside = x >= 0 && y >= 0 && x < width && y < mask.size().heightPx();
          if (inside && mask.get(x, y) && !seen[y * width + x]) {
            seen[y * width + x] = true;
            open.add(y * width + x);
          }
        }
      }
    }
    return area;
  }
}
