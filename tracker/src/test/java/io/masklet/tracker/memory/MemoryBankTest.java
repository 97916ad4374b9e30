package io.masklet.tracker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.ObjectPointer;
import org.junit.jupiter.api.Test;

class MemoryBankTest {

  private static final ModelSpec SPEC = new ModelSpec(64, 8, 4, 16, 7, 6, 16, true, true);

  private final MemorySelector selector = new MemorySelector(SPEC);
  private final MemoryBank bank = selector.newBank(3);

  @Test
  void select_inTheSteadyState_showsOnePromptSixFramesAndSixteenPointers() {
    bank.add(entry(0, true));
    for (int step = 1; step < 40; step++) {
      bank.add(entry(step, false));
    }
    MemoryWindow window = selector.select(bank, 40);
    assertThat(window.temporalIndices()).containsExactly(6, 5, 4, 3, 2, 1, 0);
    assertThat(window.pointers()).hasSize(16);
    assertThat(window.pointerTimes().get(0)).as("prompt of 40 frames ago").isEqualTo(40 / 15f);
    assertThat(window.pointerTimes().get(1)).as("15 frames ago").isEqualTo(1f);
    assertThat(window.pointerTimes().get(15)).as("previous frame").isEqualTo(1 / 15f);
  }

  @Test
  void select_modelThatLooksBackThreeFrames_showsThree() {
    MemorySelector short3 = new MemorySelector(new ModelSpec(64, 8, 4, 16, 7, 3, 16, true, true));
    MemoryBank shorter = short3.newBank(3);
    shorter.add(entry(0, true));
    for (int step = 1; step < 9; step++) {
      shorter.add(entry(step, false));
    }
    assertThat(short3.select(shorter, 9).temporalIndices()).containsExactly(6, 2, 1, 0);
  }

  @Test
  void select_secondFrame_showsThePromptOnly() {
    bank.add(entry(0, true));
    MemoryWindow window = selector.select(bank, 1);
    assertThat(window.temporalIndices()).containsExactly(6);
    assertThat(window.pointerTimes()).containsExactly(1 / 15f);
  }

  @Test
  void add_keepsAConstantNumberOfFrames() {
    bank.add(entry(0, true));
    for (int step = 1; step < 1000; step++) {
      bank.add(entry(step, false));
    }
    assertThat(bank.recent()).as("frame memories").hasSize(SPEC.recentMemories());
    assertThat(bank.older()).as("pointers before those").hasSize(15 - SPEC.recentMemories());
  }

  @Test
  void add_moreThanTheCap_keepsTheFirstPromptAndTheNewest() {
    for (int step = 0; step < 6; step++) {
      bank.add(entry(step, true));
    }
    assertThat(bank.conditioning()).extracting(MemoryEntry::step).containsExactly(0L, 4L, 5L);
  }

  @Test
  void add_outOfOrder_isRefused() {
    bank.add(entry(5, true));
    assertThatThrownBy(() -> bank.add(entry(5, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("after 5, got 5");
  }

  private static MemoryEntry entry(long step, boolean conditioning) {
    return new MemoryEntry(
        step, new FrameMemory(new float[64]), new ObjectPointer(new float[8]), conditioning);
  }
}
