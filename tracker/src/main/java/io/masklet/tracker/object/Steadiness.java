package io.masklet.tracker.object;

import io.masklet.core.mask.MaskSignals;
import io.masklet.tracker.network.MaskPrediction;

/**
 * Measures {@link MaskSignals} on the decoder's low-resolution logits, in one pass over the chosen
 * mask and one over the three answers.
 *
 * <p>Stability is that of facebookresearch/sam2@2b90b9f,
 * sam2/utils/amg.py#calculate_stability_score with offset 1; agreement is our own.
 */
final class Steadiness {

  private static final float OFFSET = 1f;

  private Steadiness() {}

  /**
   * The signals of one answer.
   *
   * @param chosen which hypothesis was taken
   */
  static MaskSignals of(MaskPrediction prediction, int chosen) {
    return new MaskSignals(stability(prediction, chosen), agreement(prediction));
  }

  /** Area above +1 over area above -1; 1 if the latter is empty. */
  static float stability(MaskPrediction prediction, int hypothesis) {
    int area = prediction.lowResSide() * prediction.lowResSide();
    float[] masks = prediction.masks();
    int inner = 0;
    int outer = 0;
    for (int i = hypothesis * area; i < (hypothesis + 1) * area; i++) {
      inner += masks[i] > OFFSET ? 1 : 0;
      outer += masks[i] > -OFFSET ? 1 : 0;
    }
    return outer == 0 ? 1f : (float) inner / outer;
  }

  /** Mean IoU of hypotheses 1 to 3, two at a time; two that are empty agree. */
  static float agreement(MaskPrediction prediction) {
    int area = prediction.lowResSide() * prediction.lowResSide();
    float[] masks = prediction.masks();
    int[] pixels = new int[1 << 3]; // by which of the three claim them, one bit each
    for (int i = 0; i < area; i++) {
      int first = masks[area + i] > 0 ? 1 : 0;
      int second = masks[2 * area + i] > 0 ? 2 : 0;
      int third = masks[3 * area + i] > 0 ? 4 : 0;
      pixels[first | second | third]++;
    }
    return (iou(pixels, 1, 2) + iou(pixels, 1, 4) + iou(pixels, 2, 4)) / 3;
  }

  private static float iou(int[] pixels, int one, int other) {
    int both = 0;
    int either = 0;
    for (int claims = 1; claims < pixels.length; claims++) {
      boolean byOne = (claims & one) != 0;
      boolean byOther = (claims & other) != 0;
      both += byOne && byOther ? pixels[claims] : 0;
      either += byOne || byOther ? pixels[claims] : 0;
    }
    return either == 0 ? 1f : (float) both / either;
  }
}
