package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.eval.Reliability.Bin;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  @Test
  void error_isTheMeanDistanceOfBins_byHand() {
    double[] said = {0.05, 0.15, 0.15, 1.0};
    double[] came = {0.00, 1.00, 0.00, 1.0};
    Reliability reliability = new Reliability(said, came);
    assertThat(reliability.bins())
        .containsExactly(new Bin(0, 1, 0.05, 0), new Bin(1, 2, 0.15, 0.5), new Bin(9, 1, 1, 1));
    assertThat(reliability.error()).isCloseTo((0.05 + 2 * 0.35 + 0) / 4, within(1e-12));
  }

  @Test
  void whatIsTrue_hasHardlyAnyError_whatIsTooSure_has() {
    Random random = new Random(4);
    double[] said = new double[100_000];
    double[] came = new double[said.length];
    double[] tooSure = new double[said.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = random.nextDouble();
      came[i] = random.nextDouble() < said[i] ? 1 : 0;
      tooSure[i] = said[i] < 0.5 ? 0 : 1;
    }
    assertThat(new Reliability(said, came).error()).isLessThan(0.01);
    assertThat(new Reliability(tooSure, came).error()).isCloseTo(0.25, within(0.01));
  }

  @Test
  void unequalOrEmpty_isRefused() {
    assertThatThrownBy(() -> new Reliability(new double[2], new double[1]))
        .hasMessageContaining("2 masks and 1");
    assertThatThrownBy(() -> new Reliability(new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
