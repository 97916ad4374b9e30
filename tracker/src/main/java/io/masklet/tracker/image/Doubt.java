package io.masklet.tracker.image;

import io.masklet.core.geom.Box;
import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.DecoderPrompt;

/**
 * How far a mask contradicts the prompt it was decoded from: 0 where it does as it was told, at
 * most 1. What memory makes of a prompt is to be believed that much less.
 *
 * <p>The reference has nothing like it; it always believes memory. A network that has lost its
 * object goes on seeing the wrong one whatever it is told, and then does better without memory.
 */
public final class Doubt {

  /** Of a mask that leaves all clicks on the wrong side; a box says more than clicks do. */
  private static final double OF_CLICKS = 0.5;

  /** The same where nothing positive was said: that leaves open what the object is. */
  private static final double OF_NEGATIVE_CLICKS = 0.25;

  private Doubt() {}

  /**
   * The larger of two doubts: the share of the clicks that lie on the wrong side, times one half or
   * one quarter; and how far the box around the mask is from the box given, 1 minus their IoU.
   *
   * @param logits {@code [4g, 4g]}
   * @param prompt what they were decoded from
   * @param modelSidePx side of the network's input, on which the points lie
   */
  public static double of(MaskLogits logits, DecoderPrompt prompt, int modelSidePx) {
    double cellPx = (double) modelSidePx / logits.size().widthPx();
    double ofBox = prompt.box().map(box -> 1 - overlap(logits, cellPx, box)).orElse(0.);
    return Math.max(ofBox, ofClicks(logits, prompt, cellPx));
  }

  private static double ofClicks(MaskLogits logits, DecoderPrompt prompt, double cellPx) {
    int side = logits.size().widthPx();
    int clicks = 0;
    int wrong = 0;
    boolean positive = prompt.box().isPresent();
    for (int i = 0; i < prompt.pointCount(); i++) {
      if (prompt.isClick(i)) {
        int x = Math.min(side - 1, (int) (prompt.points()[2 * i] / cellPx));
        int y = Math.min(side - 1, (int) (prompt.points()[2 * i + 1] / cellPx));
        clicks++;
        wrong += logits.values()[y * side + x] > 0 == prompt.isPositive(i) ? 0 : 1;
        positive |= prompt.isPositive(i);
      }
    }
    return clicks == 0 ? 0 : (positive ? OF_CLICKS : OF_NEGATIVE_CLICKS) * wrong / clicks;
  }

  /** IoU of the smallest box around a mask and another box; 0 if the mask is empty. */
  private static double overlap(MaskLogits logits, double cellPx, Box box) {
    return logits.toBitmap().box().map(around -> around.times(cellPx).iou(box)).orElse(0.);
  }
}
