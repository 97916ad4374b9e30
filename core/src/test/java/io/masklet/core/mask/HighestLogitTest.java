package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighestLogitTest {

  private static final Size ROW = new Size(5, 1);

  @Test
  void keep_leavesEachPixelToTheHighestAndTheFirstOfEquals() {
    List<MaskLogits> kept =
        HighestLogit.keep(List.of(row(5, 2, -3, -20, -4), row(4, 2, 1, -11, -4)));
    assertThat(kept.get(0).values()).containsExactly(5, 2, -10, -20, -4);
    assertThat(kept.get(1).values()).containsExactly(-10, -10, 1, -11, -10);
  }

  @Test
  void keep_oneObject_isAsItWas() {
    MaskLogits alone = row(5, 2, -3, -20, -4);
    assertThat(HighestLogit.keep(List.of(alone)).get(0).values()).isEqualTo(alone.values());
  }

  private static MaskLogits row(float... values) {
    return new MaskLogits(ROW, values);
  }
}
