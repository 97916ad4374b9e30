package io.masklet.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmbienceTest {

  @Test
  void stereo_twoSeconds_isSoftButNotSilentAndTheSameEveryTime() {
    short[] sound = Ambience.stereo(2, 1);
    assertThat(sound).hasSize(2 * 2 * Ambience.SAMPLE_RATE);
    double power = 0;
    int peak = 0;
    for (short sample : sound) {
      power += (double) sample * sample / sound.length;
      peak = Math.max(peak, Math.abs(sample));
    }
    assertThat(Math.sqrt(power)).isBetween(50.0, 2000.0);
    assertThat(peak).isLessThan(8000);
    assertThat(Ambience.stereo(2, 1)).isEqualTo(sound);
  }
}
