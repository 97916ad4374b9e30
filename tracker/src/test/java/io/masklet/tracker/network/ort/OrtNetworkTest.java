package io.masklet.tracker.network.ort;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.MemoryRequest;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.Sam2NetworkContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrtNetworkTest extends Sam2NetworkContract {

  @Override
  protected Sam2Network open() {
    return TestModel.open();
  }

  @Test
  void remember_attendedFeatures_differ() {
    // The mistake that would go unseen: same shape, no error, wrong memory.
    ImageFeatures attended =
        new ImageFeatures(
            network.attend(features(), List.of(window(1, 1))).values(),
            features().highRes4(),
            features().highRes8(),
            () -> {});
    MemoryRequest request = request(1, MaskOrigin.PROPAGATED, 3);
    FrameMemory right = network.remember(features(), List.of(request)).get(0);
    FrameMemory wrong = network.remember(attended, List.of(request)).get(0);
    assertThat(wrong.tokens()).isNotEqualTo(right.tokens());
  }

  @Test
  void remember_promptedMask_isHarderThanAPropagatedOne() {
    FrameMemory soft =
        network.remember(features(), List.of(request(1, MaskOrigin.PROPAGATED, 3))).get(0);
    FrameMemory hard =
        network.remember(features(), List.of(request(1, MaskOrigin.PROMPTED, 3))).get(0);
    assertThat(soft.tokens()).isNotEqualTo(hard.tokens());
  }
}
