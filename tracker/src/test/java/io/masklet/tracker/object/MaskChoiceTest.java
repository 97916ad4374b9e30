package io.masklet.tracker.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.tracker.HeadGoldens;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.ObjectPointer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MaskChoiceTest {

  private static final int SIDE = 10;
  private static final int AREA = SIDE * SIDE;
  private static final ObjectPointer NO_OBJECT = new ObjectPointer(new float[] {-7, -7});

  @Test
  void bestOfThree_takesTheFirstOfTheBestAndItsPointer() {
    MaskChoice choice = MaskChoice.bestOfThree(prediction(3f, 0, .9f, .5f, .8f, .8f), NO_OBJECT);
    assertThat(choice.hypothesis()).isEqualTo(2);
    assertThat(choice.predictedIou()).isEqualTo(.8f);
    assertThat(choice.pointer().values()).containsExactly(2, 2);
  }

  @Test
  void single_stable_takesTheSingleMask() {
    MaskChoice choice = MaskChoice.single(prediction(3f, 1, .4f, .5f, .8f, .7f), NO_OBJECT);
    assertThat(choice.hypothesis()).isZero();
    assertThat(choice.predictedIou()).isEqualTo(.4f);
  }

  @Test
  void single_unstable_fallsBackToTheBestMaskButKeepsThePointerOfTheSingleToken() {
    MaskChoice choice = MaskChoice.single(prediction(3f, 3, .4f, .5f, .8f, .7f), NO_OBJECT);
    assertThat(choice.hypothesis()).isEqualTo(2);
    assertThat(choice.pointer().values()).containsExactly(0, 0);
  }

  @Test
  void stability_countsBothThresholds() {
    // 50 pixels surely object, n of them within the band: 49/50 is exactly the threshold.
    assertThat(MaskChoice.stability(prediction(3f, 1, 0, 0, 0, 0))).isEqualTo(49 / 50f);
    assertThat(MaskChoice.stability(prediction(3f, 2, 0, 0, 0, 0))).isEqualTo(48 / 50f);
  }

  /** Stable, unstable, empty, exactly 49/50, and 48/49 of the area within the band. */
  @Test
  void single_aroundTheThreshold_isTheReferences() {
    StateDict rules = HeadGoldens.rules();
    float[] masks = rules.get("stability.masks4").floats();
    float[] ious = rules.get("stability.ious4").floats();
    float[] chosen = rules.get("stability.mask_out").floats();
    int area = 32 * 32;
    for (int i = 0; i < 5; i++) {
      float[] four = Arrays.copyOfRange(masks, 4 * i * area, 4 * (i + 1) * area);
      float[] iou = Arrays.copyOfRange(ious, 4 * i, 4 * (i + 1));
      MaskPrediction prediction = new MaskPrediction(32, four, iou, 1, new float[8]);
      MaskChoice choice = MaskChoice.single(prediction, NO_OBJECT);
      assertThat(MaskChoice.stability(prediction))
          .isEqualTo(rules.get("stability.scores").floats()[i]);
      assertThat(choice.predictedIou()).isEqualTo(rules.get("stability.iou_out").floats()[i]);
      assertThat(choice.logits().values())
          .isEqualTo(Arrays.copyOfRange(chosen, i * area, (i + 1) * area));
    }
  }

  @Test
  void absent_isEmptyWithTheNoObjectPointer() {
    MaskChoice choice = MaskChoice.bestOfThree(prediction(0f, 0, .9f, .5f, .8f, .7f), NO_OBJECT);
    assertThat(choice.logits().values()).containsOnly(MaskChoice.ABSENT_LOGIT);
    assertThat(choice.pointer()).isSameAs(NO_OBJECT);
  }

  @Test
  void mixedWith_isTheMeanWithinBounds_andTheRestOfTheFirst() {
    MaskChoice one = MaskChoice.single(prediction(2f, 0, .4f, .5f, .8f, .7f), NO_OBJECT);
    MaskChoice other =
        MaskChoice.bestOfThree(prediction(4f, 0, .4f, .8f, .5f, .7f), NO_OBJECT)
            .withLogits(MaskLogits.filled(Size.square(SIDE), -200));

    MaskChoice mixed = one.mixedWith(other, 0.25);

    assertThat(mixed.logits().values()[0]).isEqualTo(0.75f * 3 - 0.25f * 32);
    assertThat(mixed.objectScore()).isEqualTo(2.5f);
    assertThat(mixed.predictedIou()).isCloseTo(.5f, within(1e-6f));
    assertThat(mixed.pointer()).isEqualTo(one.pointer());
  }

  @Test
  void mixedWith_oneThatFoundNothing_isTheOther() {
    MaskChoice found = MaskChoice.single(prediction(2f, 0, .4f, .5f, .8f, .7f), NO_OBJECT);
    MaskChoice lost = MaskChoice.single(prediction(-2f, 0, .4f, .5f, .8f, .7f), NO_OBJECT);
    assertThat(found.mixedWith(lost, 0.5)).isSameAs(found);
    assertThat(lost.mixedWith(found, 0.1)).isSameAs(found);
  }

  /** Half of mask 0 is object, {@code uncertain} of those pixels lie within the stability band. */
  private static MaskPrediction prediction(float score, int uncertain, float... iou) {
    float[] masks = new float[4 * AREA];
    Arrays.fill(masks, -3);
    Arrays.fill(masks, 0, AREA / 2, 3);
    Arrays.fill(masks, 0, uncertain, 0.01f);
    float[] pointers = {0, 0, 1, 1, 2, 2, 3, 3};
    return new MaskPrediction(SIDE, masks, iou, score, pointers);
  }
}
