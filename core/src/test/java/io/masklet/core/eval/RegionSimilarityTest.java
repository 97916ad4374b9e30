package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import org.junit.jupiter.api.Test;

class RegionSimilarityTest {

  private static final Size SIZE = new Size(4, 1);

  private static Bitmap row(String pixels) {
    Bitmap mask = new Bitmap(SIZE);
    for (int x = 0; x < pixels.length(); x++) {
      mask.set(x, 0, pixels.charAt(x) == '1');
    }
    return mask;
  }

  @Test
  void of_overlap_isIntersectionOverUnion() {
    assertThat(RegionSimilarity.of(row("1100"), row("0110"))).isEqualTo(1.0 / 3);
  }

  @Test
  void of_bothEmpty_isOne() {
    assertThat(RegionSimilarity.of(row("0000"), row("0000"))).isEqualTo(1);
  }

  @Test
  void of_oneEmpty_isZero() {
    assertThat(RegionSimilarity.of(row("0000"), row("0100"))).isZero();
  }
}
