package io.masklet.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.eval.Statistics.Quarters;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

  @Test
  void of_eightFrames_isAsByHand() {
    double[] values = {0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.3, 0.1};
    Statistics s = Statistics.of(values, Quarters.EXACT);
    assertThat(s.mean()).isCloseTo(0.55, within(1e-12));
    assertThat(s.recall()).isEqualTo(0.5); // 0.5 itself is not above 0.5
    // Cuts at 1, 2.75, 4.5, 6.25, 8 round to 1, 3, 5, 6, 8: 4.5 + 1e-10 goes up.
    double first = (0.9 + 0.8 + 0.7) / 3;
    double last = (0.5 + 0.3 + 0.1) / 3;
    assertThat(s.decay()).isCloseTo(first - last, within(1e-12));
  }

  @Test
  void of_oneFrame_losesNothing() {
    assertThat(Statistics.of(new double[] {0.7}, Quarters.EXACT))
        .isEqualTo(new Statistics(0.7, 1, 0));
  }

  @Test
  void of_noFrames_isNotANumber() {
    Statistics s = Statistics.of(new double[0], Quarters.EXACT);
    assertThat(s.mean()).isNaN();
    assertThat(s.recall()).isNaN();
    assertThat(s.decay()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 78, 255, 256})
  void of_upTo256Frames_officialIsExact(int frames) {
    double[] values = falling(frames);
    assertThat(Statistics.of(values, Quarters.OFFICIAL_8_BIT))
        .isEqualTo(Statistics.of(values, Quarters.EXACT));
  }

  @Test
  void of_300Frames_officialHasAnEmptyLastQuarter() {
    double[] values = falling(300);
    // Cuts 0, 75, 150, 224 and 299, which is 43 in 8 bits.
    assertThat(Statistics.of(values, Quarters.OFFICIAL_8_BIT).decay()).isNaN();
    double first = IntStream.rangeClosed(0, 75).mapToDouble(i -> values[i]).average().orElseThrow();
    double last =
        IntStream.rangeClosed(224, 299).mapToDouble(i -> values[i]).average().orElseThrow();
    assertThat(Statistics.of(values, Quarters.EXACT).decay())
        .isCloseTo(first - last, within(1e-12));
  }

  @Test
  void of_1100Frames_officialTakesTheWrongFrames() {
    double[] values = falling(1100);
    // Cuts 0, 275 and 824, 1099 are 0, 19 and 56, 75 in 8 bits.
    double first = IntStream.rangeClosed(0, 19).mapToDouble(i -> values[i]).average().orElseThrow();
    double last = IntStream.rangeClosed(56, 75).mapToDouble(i -> values[i]).average().orElseThrow();
    assertThat(Statistics.of(values, Quarters.OFFICIAL_8_BIT).decay())
        .isCloseTo(first - last, within(1e-12));
  }

  private static double[] falling(int frames) {
    return IntStream.range(0, frames).mapToDouble(i -> 1 - i / 2000.0).toArray();
  }
}
