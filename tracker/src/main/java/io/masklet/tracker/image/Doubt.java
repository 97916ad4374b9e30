package io.masklet.tracker.image;

import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.DecoderPrompt;

/**
 * How far what memory makes of a prompt contradicts the prompt, 0 to one half: it is to be believed
 * that much less.
 *
 * <p>The reference has nothing like it; it always believes memory. A network that has lost its
 * object goes on seeing the wrong one whatever it is told, and then does better without memory. See
 * docs/decisions/0009-doubt.md for what was measured.
 */
public final class Doubt {

  /** Of a mask that leaves all clicks on the wrong side. */
  private static final double OF_CLICKS = 0.5;

  /** The same where nothing positive was said: that leaves open what the object is. */
  private static final double OF_NEGATIVE_CLICKS = 0.25;

  private Doubt() {}

  /**
   * Half of the share of clicks that lie on the wrong side, or a quarter of it; corners of a box
   * are no clicks.
   *
   * @param logits {@code [4g, 4g]}
   * @param prompt what they were decoded from
   * @param modelSidePx side of the network's input, on which the points lie
   */
  public static double of(MaskLogits logits, DecoderPrompt prompt, int modelSidePx) {
    int side = logits.size().widthPx();
    int clicks = 0;
    int wrong = 0;
    boolean positive = false;
    for (int i = 0; i < prompt.pointCount(); i++) {
      if (prompt.isClick(i)) {
        int x = ClickSpread.cell(prompt.points()[2 * i], side, modelSidePx);
        int y = ClickSpread.cell(prompt.points()[2 * i + 1], side, modelSidePx);
        clicks++;
        wrong += logits.values()[y * side + x] > 0 == prompt.isPositive(i) ? 0 : 1;
        positive |= prompt.isPositive(i);
      }
    }
    return clicks == 0 ? 0 : (positive ? OF_CLICKS : OF_NEGATIVE_CLICKS) * wrong / clicks;
  }
}
