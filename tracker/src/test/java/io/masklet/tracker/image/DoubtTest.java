package io.masklet.tracker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.DecoderPrompt;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A mask of the left half of a picture of 64 px; cells of 4 px, four from its heart to its rim. */
class DoubtTest {

  private static final int SIDE = 16;
  private static final int MODEL_PX = 64;
  private static final Click INSIDE = Click.positive(10, 30);
  private static final Click MISSED = Click.positive(50, 30);
  private static final Click HEART = Click.negative(18, 30);

  @Test
  void of_clicksThatHold_isNone() {
    assertThat(doubt(clicks(INSIDE, Click.negative(50, 50)))).isZero();
  }

  @Test
  void of_clicksDeepOnTheWrongSide_isHalfTheirShare() {
    assertThat(doubt(clicks(MISSED))).isEqualTo(0.5);
    assertThat(doubt(clicks(INSIDE, MISSED))).isEqualTo(0.25);
    assertThat(doubt(clicks(INSIDE, HEART, MISSED, INSIDE))).isEqualTo(0.25);
  }

  @Test
  void of_nothingPositive_countsHalfAsMuch() {
    assertThat(doubt(clicks(HEART))).isEqualTo(0.25);
  }

  @Test
  void of_clicksNearTheRim_countsTheirDepth() {
    assertThat(doubt(clicks(INSIDE, Click.negative(30, 30)))).isEqualTo(0.5 * 0.25 / 2);
    assertThat(doubt(clicks(INSIDE, Click.positive(42, 30)))).isEqualTo(0.5 * 0.75 / 2);
  }

  @Test
  void of_anEmptyMask_isHalf() {
    MaskLogits nothing = MaskLogits.filled(Size.square(SIDE), -1024);
    assertThat(Doubt.of(nothing, decoded(clicks(INSIDE)), MODEL_PX)).isEqualTo(0.5);
  }

  private static double doubt(Prompt.Points prompt) {
    float[] values = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      Arrays.fill(values, y * SIDE, y * SIDE + SIDE / 2, 3);
      Arrays.fill(values, y * SIDE + SIDE / 2, (y + 1) * SIDE, -3);
    }
    return Doubt.of(new MaskLogits(Size.square(SIDE), values), decoded(prompt), MODEL_PX);
  }

  private static Prompt.Points clicks(Click... clicks) {
    return new Prompt.Points(Optional.empty(), List.of(clicks));
  }

  private static DecoderPrompt decoded(Prompt.Points prompt) {
    return DecoderPrompt.of(prompt, new VideoToModel(Size.square(MODEL_PX), MODEL_PX), null);
  }
}
