package io.masklet.tracker.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.MaskPrediction;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SteadinessTest {

  private static final int SIDE = 12;
  private static final int AREA = SIDE * SIDE;

  @Test
  void signals_equalTheirSlowTwins_onRandomMasks() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      float shift = round / 5f - 2;
      float[] masks = new float[4 * AREA];
      for (int i = 0; i < masks.length; i++) {
        masks[i] = 2 * (float) random.nextGaussian() + shift;
      }
      MaskPrediction prediction = prediction(masks);
      for (int h = 0; h < 4; h++) {
        var signals = Steadiness.of(prediction, h);
        assertThat(signals.stability()).isEqualTo(slowStability(prediction.logits(h)));
        assertThat(signals.agreement()).isCloseTo(slowAgreement(prediction), within(1e-6f));
      }
    }
  }

  private static float slowStability(MaskLogits logits) {
    return (float) Bitmap.above(logits, 1f).areaPx() / Bitmap.above(logits, -1f).areaPx();
  }

  private static float slowAgreement(MaskPrediction prediction) {
    Bitmap a = prediction.logits(1).toBitmap();
    Bitmap b = prediction.logits(2).toBitmap();
    Bitmap c = prediction.logits(3).toBitmap();
    return (float) ((a.iou(b) + a.iou(c) + b.iou(c)) / 3);
  }

  @Test
  void emptyMasks_areSteady() {
    float[] masks = new float[4 * AREA];
    Arrays.fill(masks, -9);
    var signals = Steadiness.of(prediction(masks), 0);
    assertThat(signals.stability()).isOne();
    assertThat(signals.agreement()).isOne();
  }

  @Test
  void choice_absent_keepsTheSignalsOfTheMaskItHid() {
    float[] masks = new float[4 * AREA];
    Arrays.fill(masks, 0, AREA / 2, 0.5f); // all of it within one logit of the threshold
    Arrays.fill(masks, AREA / 2, AREA, -5f);
    MaskPrediction absent = new MaskPrediction(SIDE, masks, new float[4], -3f, new float[4]);
    MaskChoice choice =
        MaskChoice.single(absent, new io.masklet.tracker.network.ObjectPointer(new float[] {0}));
    assertThat(choice.signals().stability()).isZero();
    assertThat(choice.logits().size()).isEqualTo(Size.square(SIDE));
  }

  private static MaskPrediction prediction(float[] masks) {
    return new MaskPrediction(SIDE, masks, new float[4], 1f, new float[4]);
  }
}
