package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchCurveTest {

  @Test
  void auc_equalsCountingAllPairs() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      double[] scores = new double[60];
      boolean[] bad = new boolean[60];
      for (int i = 0; i < 60; i++) {
        scores[i] = random.nextInt(12); // many are equal
        bad[i] = random.nextInt(15) < scores[i];
      }
      assertThat(new SearchCurve(scores, bad).auc()).isCloseTo(slowAuc(scores, bad), within(1e-12));
    }
  }

  private static double slowAuc(double[] scores, boolean[] bad) {
    double wins = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int k = 0; k < scores.length; k++) {
        if (bad[i] && !bad[k]) {
          pairs++;
          wins += scores[i] > scores[k] ? 1 : scores[i] == scores[k] ? 0.5 : 0;
        }
      }
    }
    return wins / pairs;
  }

  @Test
  void found_looksAtTheHighestScoresFirst() {
    boolean[] bad = {true, false, false, true, false};
    SearchCurve curve = new SearchCurve(new double[] {9, 1, 2, 8, 3}, bad);
    assertThat(curve.found(0.2)).isEqualTo(0.5);
    assertThat(curve.found(0.4)).isOne();
    assertThat(curve.found(1)).isOne();
    assertThat(curve.precision(0.2)).isOne();
    assertThat(curve.precision(1)).isEqualTo(0.4);
    assertThat(curve.badFrames()).isEqualTo(2);
  }

  @Test
  void equalScores_areChance_whateverTheirOrder() {
    boolean[] bad = {true, true, false, false};
    SearchCurve curve = new SearchCurve(new double[4], bad);
    assertThat(curve.auc()).isEqualTo(0.5);
    assertThat(curve.found(0.5)).isEqualTo(0.5);
  }
}
