package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class NonOverlapTest {

  @Test
  void keepHighest_leavesEachPixelToTheStrongestAndTheFirstOfEquals() {
    List<MaskLogits> kept =
        NonOverlap.keepHighest(List.of(row(5, 2, -3, -20), row(4, 2, 1, -1), row(6, 0, -9, -30)));
    assertThat(kept.get(0).values()).containsExactly(-10, 2, -10, -20);
    assertThat(kept.get(1).values()).containsExactly(-10, -10, 1, -1);
    assertThat(kept.get(2).values()).containsExactly(6, -10, -10, -30);
  }

  @Test
  void keepHighest_oneObject_changesNothing() {
    assertThat(NonOverlap.keepHighest(List.of(row(1, -1, 0))).get(0).values())
        .containsExactly(1, -1, 0);
  }

  @Test
  void keepHighest_noObject_isNothing() {
    assertThat(NonOverlap.keepHighest(List.of())).isEmpty();
  }

  private static MaskLogits row(float... values) {
    return new MaskLogits(new Size(values.length, 1), values);
  }
}
