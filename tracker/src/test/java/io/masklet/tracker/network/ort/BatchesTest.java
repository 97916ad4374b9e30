package io.masklet.tracker.network.ort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void of_groupsEqualItemsAndKeepsTheOrder() {
    assertThat(
            Batches.of(List.of("a", "bb", "c", "dd", "eee"), (x, y) -> x.length() == y.length(), 9))
        .containsExactly(List.of(0, 2), List.of(1, 3), List.of(4));
  }

  @Test
  void of_moreThanTheLargestGroup_makesAnother() {
    assertThat(Batches.of(List.of(1, 2, 3, 4, 5), (x, y) -> true, 2))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
  }

  @Test
  void of_nothing_isNothing() {
    assertThat(Batches.of(List.of(), (x, y) -> true, 9)).isEmpty();
  }
}
