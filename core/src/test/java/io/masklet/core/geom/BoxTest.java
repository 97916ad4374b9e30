package io.masklet.core.geom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {

  private static final Box BOX = new Box(2, 4, 6, 8);

  @Test
  void iou_isSharedAreaOverAllArea() {
    assertThat(BOX.iou(BOX)).isEqualTo(1);
    assertThat(BOX.iou(new Box(4, 4, 8, 8))).isCloseTo(8. / 24, within(1e-12));
    assertThat(BOX.iou(new Box(3, 5, 4, 6))).isCloseTo(1. / 16, within(1e-12));
  }

  @Test
  void iou_apart_isNothing() {
    assertThat(BOX.iou(new Box(6, 4, 8, 8))).isZero();
    assertThat(BOX.iou(new Box(10, 20, 12, 22))).isZero();
  }

  @Test
  void times_movesAndGrows() {
    assertThat(BOX.times(0.5)).isEqualTo(new Box(1, 2, 3, 4));
  }
}
