package io.masklet.tracker.image;

import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.SquaredDistance;
import io.masklet.tracker.network.DecoderPrompt;

/**
 * How far what memory makes of a prompt contradicts the prompt, 0 to one half: it is to be believed
 * that much less.
 *
 * <p>A click at the rim of a mask says where the rim is; one in its heart, or far away from it,
 * says that the mask is of something else. So a click on the wrong side counts by how deep it lies
 * there. The border of the picture is a rim like any other.
 *
 * <p>The reference has nothing like it; it always believes memory. A network that has lost its
 * object goes on seeing the wrong one whatever it is told, and then does better without memory. See
 * docs/decisions/0009-doubt.md for what was measured.
 */
public final class Doubt {

  /** Of a mask that leaves all clicks deep on the wrong side. */
  private static final double OF_CLICKS = 0.5;

  /** The same where nothing positive was said: that leaves open what the object is. */
  private static final double OF_NEGATIVE_CLICKS = 0.25;

  private final Bitmap mask;
  private final double[] depths;
  private final double radius;

  private Doubt(Bitmap mask) {
    this.mask = mask;
    this.depths = new SquaredDistance(mask).values();
    double deepest = 1;
    for (double depth : depths) {
      deepest = Math.max(deepest, depth);
    }
    this.radius = Math.sqrt(deepest);
  }

  /**
   * Half of the mean depth of the clicks, or a quarter of it. Those on the right side have depth 0;
   * corners of a box are no clicks.
   *
   * @param logits {@code [4g, 4g]}
   * @param prompt what they were decoded from
   * @param modelSidePx side of the network's input, on which the points lie
   */
  public static double of(MaskLogits logits, DecoderPrompt prompt, int modelSidePx) {
    Doubt doubt = new Doubt(logits.toBitmap());
    int side = logits.size().widthPx();
    int clicks = 0;
    double depth = 0;
    boolean positive = false;
    for (int i = 0; i < prompt.pointCount(); i++) {
      if (prompt.isClick(i)) {
        int x = ClickSpread.cell(prompt.points()[2 * i], side, modelSidePx);
        int y = ClickSpread.cell(prompt.points()[2 * i + 1], side, modelSidePx);
        clicks++;
        depth += prompt.isPositive(i) ? doubt.outside(x, y) : doubt.inside(x, y);
        positive |= prompt.isPositive(i);
      }
    }
    return clicks == 0 ? 0 : (positive ? OF_CLICKS : OF_NEGATIVE_CLICKS) * depth / clicks;
  }

  /** How deep in the mask a cell lies: 1 in its heart, 0 outside. */
  private double inside(int x, int y) {
    return Math.sqrt(depths[y * mask.size().widthPx() + x]) / radius;
  }

  /** How far from the mask a cell lies: 1 for the mask's own radius and more, 0 inside. */
  private double outside(int x, int y) {
    double nearest = radius * radius;
    for (int v = 0; v < mask.size().heightPx(); v++) {
      for (int u = 0; u < mask.size().widthPx(); u++) {
        if (mask.get(u, v)) {
          nearest = Math.min(nearest, (u - x) * (u - x) + (v - y) * (v - y));
        }
      }
    }
    return Math.sqrt(nearest) / radius;
  }
}
