package io.masklet.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.mask.Calibration.Line;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void none_takesScoresAtTheirWord() {
    assertThat(Calibration.NONE.presenceOf(0)).isEqualTo(0.5);
    for (double share : new double[] {0.01, 0.3, 0.5, 0.99}) {
      assertThat(Calibration.NONE.expectedIou(share)).isCloseTo(share, within(1e-12));
    }
  }

  @Test
  void line_bendsProbabilities_andKeepsTheirOrder() {
    Calibration calibration = new Calibration(new Line(0.5, -1), new Line(2, 0.5));
    assertThat(calibration.presenceOf(2)).isEqualTo(0.5);
    assertThat(calibration.presenceOf(-1e9)).isZero();
    double before = 0;
    for (double iou = -0.1; iou < 1.2; iou += 0.01) {
      double expected = calibration.expectedIou(iou);
      assertThat(expected).isBetween(before, 1.0);
      before = expected;
    }
    assertThat(calibration.expectedIou(1)).as("given by a person").isEqualTo(1);
  }

  @Test
  void line_thatTurnsTheOrder_isRefused() {
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Line(scale, 0)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
