package io.masklet.tracker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** A picture of two halves, left dark and right bright; cells of 4 px. */
class ClickSpreadTest {

  private static final int SIDE = 16;
  private static final int MODEL_PX = 64;

  @Test
  void honour_clickTheNetworkLeftOut_addsWhatLooksAlike() {
    MaskLogits mask = honour(filled(-3), Prompt.clicks(Click.positive(30, 10)));
    assertThat(at(mask, 30, 10)).isEqualTo(1);
    assertThat(at(mask, 26, 10)).isPositive();
    assertThat(at(mask, 34, 10)).isNegative(); // as near, but beyond the edge
  }

  @Test
  void honour_clickOnWhatIsNotTheObject_takesItAway() {
    MaskLogits mask = honour(filled(3), Prompt.clicks(Click.negative(50, 50)));
    assertThat(at(mask, 50, 50)).isEqualTo(-1);
    assertThat(at(mask, 20, 50)).isPositive();
  }

  @Test
  void honour_clicksThatAgreeWithTheMask_leaveItAlone() {
    MaskLogits mask = filled(2);
    assertThat(honour(mask, Prompt.clicks(Click.positive(10, 10)))).isSameAs(mask);
  }

  @Test
  void honour_cornersOfABox_areNoClicks() {
    MaskLogits mask = filled(-3);
    assertThat(honour(mask, Prompt.box(new Box(4, 4, 30, 30)))).isSameAs(mask);
  }

  @Test
  void honour_laterClick_standsAboveAnEarlierOne() {
    MaskLogits mask =
        honour(filled(-3), Prompt.clicks(Click.positive(10, 10), Click.negative(14, 10)));
    assertThat(at(mask, 14, 10)).isEqualTo(-1);
  }

  private static MaskLogits honour(MaskLogits mask, Prompt prompt) {
    Size video = Size.square(MODEL_PX);
    DecoderPrompt points =
        DecoderPrompt.of((Prompt.Points) prompt, new VideoToModel(video, MODEL_PX), null);
    return ClickSpread.honour(mask, points, halves(), MODEL_PX);
  }

  private static ImageFeatures halves() {
    FloatBuffer highRes4 = FloatBuffer.allocate(2 * SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      highRes4.put(i, i % SIDE < SIDE / 2 ? -5 : 5);
    }
    return new ImageFeatures(FloatBuffer.allocate(0), highRes4, FloatBuffer.allocate(0), () -> {});
  }

  private static MaskLogits filled(float logit) {
    return MaskLogits.filled(Size.square(SIDE), logit);
  }

  private static float at(MaskLogits mask, int modelX, int modelY) {
    return mask.values()[modelY / 4 * SIDE + modelX / 4];
  }
}
