package io.masklet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTextTest {

  @Test
  void of_allKnown_hasFractionRateAndTimeLeft() {
    assertThat(ProgressText.of(120, 0.48, 4.0)).isEqualTo("frame 120  48 %  30.0 fps  0:04 left");
  }

  @Test
  void of_lengthUnknown_leavesOutWhatFollowsFromIt() {
    assertThat(ProgressText.of(120, Double.NaN, 4.0)).isEqualTo("frame 120  30.0 fps");
  }

  @Test
  void of_slowRun_hasARateThatIsNotZero() {
    assertThat(ProgressText.of(2, Double.NaN, 43)).isEqualTo("frame 2  0.047 fps");
    assertThat(ProgressText.of(2, Double.NaN, 4)).isEqualTo("frame 2  0.50 fps");
  }

  @Test
  void of_firstFrame_promisesNothing() {
    assertThat(ProgressText.of(1, 0, 0)).isEqualTo("frame 1  0 %");
  }

  @Test
  void of_almostDone_isNot100Percent() {
    assertThat(ProgressText.of(999, 0.999, 10)).contains("99 %");
  }

  @Test
  void clock_roundsToSeconds() {
    assertThat(ProgressText.clock(0.4)).isEqualTo("0:00");
    assertThat(ProgressText.clock(62.5)).isEqualTo("1:03");
    assertThat(ProgressText.clock(3723)).isEqualTo("1:02:03");
    assertThat(ProgressText.clock(-1)).isEqualTo("0:00");
  }
}
