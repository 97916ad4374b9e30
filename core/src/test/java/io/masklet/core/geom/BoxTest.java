package io.masklet.core.geom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxTest {

  @Test
  void inset_movesEveryEdgeByItsShare() {
    assertThat(new Box(10, 20, 30, 60).inset(0.25)).isEqualTo(new Box(15, 30, 25, 50));
    assertThat(new Box(10, 20, 30, 60).inset(0)).isEqualTo(new Box(10, 20, 30, 60));
  }
}
