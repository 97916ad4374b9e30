package io.masklet.tracker.image;

import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;

/**
 * Makes a mask hold what a person clicked: where the network left a click on the wrong side, its
 * logits are moved there and, less and less, wherever the picture looks as it does at the click. A
 * mask that honours all clicks stays as it is.
 *
 * <p>The reference has nothing like it: its networks seldom disagree with a click, a small one
 * does.
 */
public final class ClickSpread {

  /** At a click the logit is at least this far on its side. */
  private static final float MARGIN = 1;

  /** Beyond this distance a click changes a logit by less than 2 % of what it does in its place. */
  private static final float REACH = 2;

  private ClickSpread() {}

  /**
   * The mask with its clicks honoured, one after the other, a later one above an earlier one.
   *
   * @param logits {@code [4g, 4g]} of an object that is there
   * @param prompt the clicks they were decoded from; boxes are not looked at
   * @param features of the frame
   * @param modelSidePx side of the network's input, on which the clicks lie
   */
  public static MaskLogits honour(
      MaskLogits logits, DecoderPrompt prompt, ImageFeatures features, int modelSidePx) {
    int side = logits.size().widthPx();
    float[] values = logits.values().clone();
    FeatureDistance distance = null;
    for (int i = 0; i < prompt.pointCount(); i++) {
      if (!prompt.isClick(i)) {
        continue;
      }
      int x = cell(prompt.points()[2 * i], side, modelSidePx);
      int y = cell(prompt.points()[2 * i + 1], side, modelSidePx);
      int sign = prompt.isPositive(i) ? 1 : -1;
      float lacking = MARGIN - sign * values[y * side + x];
      if (lacking > 0) {
        distance = distance == null ? new FeatureDistance(features.highRes4(), side) : distance;
        spread(values, distance.from(x, y, REACH), sign * lacking);
      }
    }
    return distance == null ? logits : new MaskLogits(logits.size(), values);
  }

  /** The cell of one of {@code side} in a row that a coordinate lies in. */
  static int cell(float modelPx, int side, int modelSidePx) {
    return Math.min(side - 1, (int) (modelPx * side / modelSidePx));
  }

  private static void spread(float[] values, float[] distances, float change) {
    for (int i = 0; i < values.length; i++) {
      if (distances[i] < Float.POSITIVE_INFINITY) {
        values[i] += change * (float) Math.exp(-distances[i] * distances[i]);
      }
    }
  }
}
