package io.masklet.tracker.network;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import java.util.Arrays;

/**
 * Everything the decoder says of one object: four hypotheses and whether it is there at all.
 * Hypothesis 0 is the single-mask token, 1 to 3 are the three answers to an ambiguous click.
 *
 * @param lowResSide side of the logits, 4g
 * @param masks {@code [4, 4g, 4g]} logits
 * @param predictedIou {@code [4]}, 0..1
 * @param objectScore a logit, not a probability; above 0 means the object is in the frame
 * @param pointers {@code [4, d]}, one an hypothesis
 */
public record MaskPrediction(
    int lowResSide, float[] masks, float[] predictedIou, float objectScore, float[] pointers) {

  public static final int HYPOTHESES = 4;

  public MaskPrediction {
    require("masks", HYPOTHESES * lowResSide * lowResSide, masks.length);
    require("predictedIou", HYPOTHESES, predictedIou.length);
    require("pointers (multiple of 4)", pointers.length / HYPOTHESES * HYPOTHESES, pointers.length);
  }

  /** A copy of the logits of hypothesis {@code h}. */
  public MaskLogits logits(int h) {
    int area = lowResSide * lowResSide;
    return new MaskLogits(
        Size.square(lowResSide), Arrays.copyOfRange(masks, h * area, (h + 1) * area));
  }

  /** The pointer made from the token of hypothesis {@code h}. */
  public ObjectPointer pointer(int h) {
    int d = pointers.length / HYPOTHESES;
    return new ObjectPointer(Arrays.copyOfRange(pointers, h * d, (h + 1) * d));
  }

  private static void require(String what, int expected, int got) {
    if (expected != got) {
      throw new IllegalArgumentException(
          "mask prediction: expected %d values of %s, got %d".formatted(expected, what, got));
    }
  }
}
