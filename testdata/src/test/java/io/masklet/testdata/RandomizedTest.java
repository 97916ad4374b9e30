package io.masklet.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomizedTest {

  @Test
  void check_propertyFails_messageTellsHowToReplay() {
    assertThatThrownBy(
            () ->
                Randomized.check(
                    1,
                    random -> {
                      throw new IllegalStateException("too wide");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("fails for seed \\d+; replay with -Dseed=\\d+: .*too wide");
  }

  @Test
  void seeded_sameSeed_sameData() {
    assertThat(Randomized.seeded(4).bytes(50)).isEqualTo(Randomized.seeded(4).bytes(50));
    assertThat(Randomized.seeded(4).mask(31, 17)).isEqualTo(Randomized.seeded(4).mask(31, 17));
  }

  @Test
  void size_manyDraws_meetsBoundsAndPowersOfTwo() {
    Randomized random = Randomized.seeded(1);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      seen.add(random.size(1, 300));
    }
    assertThat(seen).contains(1, 300, 63, 64, 65, 255, 256, 257);
    assertThat(seen).allMatch(size -> size >= 1 && size <= 300);
  }
}
