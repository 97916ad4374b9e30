package io.masklet.tracker.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.ObjectPointer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MemoryBankTest {

  private static final ModelSpec SPEC =
      new ModelSpec(64, 8, 4, 16, 7, 6, 16, true, false, false, false, 0);

  private static final long ENDLESS = Long.MAX_VALUE;

  private final MemorySelector selector = new MemorySelector(SPEC, 3, ENDLESS, false);
  private final MemoryBank bank = new MemoryBank();

  @Test
  void select_inTheSteadyState_showsOnePromptSixFramesAndSixteenPointers() {
    bank.put(entry(0, true));
    for (int frame = 1; frame < 40; frame++) {
      bank.put(entry(frame, false));
    }
    MemoryWindow window = forward(selector, bank, 40);
    assertThat(window.temporalIndices()).containsExactly(6, 5, 4, 3, 2, 1, 0);
    assertThat(window.pointers()).hasSize(16);
    assertThat(window.pointerTimes().get(0)).as("prompt of 40 frames ago").isEqualTo(40 / 15f);
    assertThat(window.pointerTimes().get(1)).as("15 frames ago").isEqualTo(1f);
    assertThat(window.pointerTimes().get(15)).as("previous frame").isEqualTo(1 / 15f);
  }

  @Test
  void select_backward_looksAtLaterFramesAndMirrorsForward() {
    bank.put(entry(40, true));
    for (int frame = 1; frame < 40; frame++) {
      bank.put(entry(frame, false));
    }
    MemoryWindow window = Objects.requireNonNull(selector.select(bank, 20, Direction.BACKWARD));
    assertThat(window.temporalIndices()).containsExactly(6, 5, 4, 3, 2, 1, 0);
    assertThat(window.pointerTimes().get(0)).as("prompt of 20 frames ago").isEqualTo(20 / 15f);
    assertThat(window.pointerTimes().get(15)).as("frame 21").isEqualTo(1 / 15f);
  }

  @Test
  void select_promptAhead_isSeenWithoutItsPointer() {
    bank.put(entry(9, true));
    MemoryWindow window = forward(selector, bank, 4);
    assertThat(window.temporalIndices()).containsExactly(6);
    assertThat(window.pointers()).isEmpty();
  }

  @Test
  void select_shortVideo_measuresPointersByItsLength() {
    MemorySelector ofFive = new MemorySelector(SPEC, 3, 5, false);
    bank.put(entry(0, true));
    assertThat(forward(ofFive, bank, 2).pointerTimes()).containsExactly(2 / 4f);
  }

  @Test
  void select_moreThanTheCap_choosesTheFirstAndTheClosest() {
    for (int frame : new int[] {0, 10, 30, 36, 50}) {
      bank.put(entry(frame, true));
    }
    assertThat(forward(selector, bank, 38).pointerTimes())
        .as("0 and 36 are past, 50 lies ahead; 30 was not chosen but is a recent frame")
        .containsExactly(38 / 15f, 2 / 15f, 8 / 15f);
    assertThat(forward(selector, bank, 38).temporalIndices()).containsExactly(6, 6, 6);
  }

  @Test
  void selectOthers_leavesOutTheFrameItself() {
    bank.put(entry(5, true));
    assertThat(selector.selectOthers(bank, 5, Direction.FORWARD)).isNull();
    bank.put(entry(4, false));
    MemoryWindow others = Objects.requireNonNull(selector.selectOthers(bank, 5, Direction.FORWARD));
    assertThat(others.temporalIndices()).containsExactly(0);
  }

  @Test
  void select_modelThatLooksBackThreeFrames_showsThree() {
    MemorySelector short3 =
        new MemorySelector(
            new ModelSpec(64, 8, 4, 16, 7, 3, 16, true, false, false, false, 0), 3, ENDLESS, false);
    bank.put(entry(0, true));
    for (int frame = 1; frame < 9; frame++) {
      bank.put(entry(frame, false));
    }
    assertThat(forward(short3, bank, 9).temporalIndices()).containsExactly(6, 2, 1, 0);
  }

  @Test
  void select_promptsStartAnew_leavesOutWhatWasTrackedBeforeTheLatest() {
    for (int frame = 0; frame < 12; frame++) {
      bank.put(entry(frame, frame == 0 || frame == 9));
    }
    MemorySelector anew = new MemorySelector(SPEC, 3, ENDLESS, true);
    MemoryWindow window = forward(anew, bank, 12);
    assertThat(window.temporalIndices()).as("prompts, 10, 11").containsExactly(6, 6, 1, 0);
    assertThat(window.pointerTimes())
        .as("prompts of 12 and 3 frames ago, 10, 11")
        .containsExactly(12 / 15f, 3 / 15f, 2 / 15f, 1 / 15f);
    MemoryWindow back = Objects.requireNonNull(anew.select(bank, 6, Direction.BACKWARD));
    assertThat(back.temporalIndices()).as("prompts, 8, 7").containsExactly(6, 6, 1, 0);
  }

  @Test
  void select_secondFrame_showsThePromptOnly() {
    bank.put(entry(0, true));
    MemoryWindow window = forward(selector, bank, 1);
    assertThat(window.temporalIndices()).containsExactly(6);
    assertThat(window.pointerTimes()).containsExactly(1 / 15f);
  }

  @Test
  void forget_keepsAConstantNumberOfFramesAndChangesNoWindow() {
    MemoryBank everything = new MemoryBank();
    for (int frame = 0; frame < 200; frame++) {
      MemoryEntry entry = entry(frame, frame % 17 == 0);
      bank.put(entry);
      everything.put(entry);
      selector.forget(bank, frame, Direction.FORWARD);
      assertThat(bank.memoryCount()).isLessThanOrEqualTo(3 + SPEC.recentMemories() + 1);
      assertThat(bank.pointerCount()).isLessThanOrEqualTo(3 + 15 + 1);
      assertThat(forward(selector, bank, frame + 1))
          .isEqualTo(forward(selector, everything, frame + 1));
    }
  }

  @Test
  void forget_moreThanTheCap_keepsTheFirstPromptAndTheNewest() {
    for (int frame = 0; frame < 60; frame++) {
      bank.put(entry(frame, frame % 10 == 0));
      selector.forget(bank, frame, Direction.FORWARD);
    }
    assertThat(bank.conditioningFrames()).containsExactly(0L, 40L, 50L);
  }

  @Test
  void put_again_replacesWhatWasKnown() {
    bank.put(entry(5, false));
    bank.put(entry(5, true));
    assertThat(bank.memory(5)).isNull();
    assertThat(bank.isConditioning(5)).isTrue();
    bank.demote(5);
    assertThat(bank.isConditioning(5)).isFalse();
    assertThat(bank.memory(5)).isNotNull();
    assertThat(bank.pointer(5)).isNotNull();
  }

  @Test
  void conditioning_ofAnotherFrame_isRefused() {
    assertThatThrownBy(() -> bank.conditioning(3)).hasMessageContaining("3");
  }

  private static MemoryWindow forward(MemorySelector selector, MemoryBank bank, long frame) {
    return Objects.requireNonNull(selector.select(bank, frame, Direction.FORWARD));
  }

  private static MemoryEntry entry(long frame, boolean conditioning) {
    return new MemoryEntry(
        frame, new FrameMemory(new float[64]), new ObjectPointer(new float[8]), conditioning);
  }
}
