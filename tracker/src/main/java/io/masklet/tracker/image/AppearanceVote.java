package io.masklet.tracker.image;

import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.Appearance;
import io.masklet.tracker.network.ImageFeatures;
import java.util.List;

/**
 * Lets what an object looks like have a say in a mask that memory found: near the mask, what looks
 * like the object is drawn in, and what looks like its surroundings is driven out. How much it has
 * to say depends on how well it agrees with the mask as it is, so that it sharpens masks and never
 * looks for objects.
 *
 * <p>The reference has nothing like it. docs/decisions/0010-appearance.md has what was measured.
 */
public final class AppearanceVote {

  /** What a whole vote moves a logit by, where it agrees with the mask entirely. */
  private static final float WEIGHT = 2;

  /** Logits above this count as the mask or its edge. */
  private static final float EDGE_LOGIT = -1;

  /** How far from those the vote counts, in shares of the side. */
  private static final double REACH = 0.134;

  private AppearanceVote() {}

  /**
   * The mask after the vote.
   *
   * @param found {@code [4g, 4g]} of an object that is there; not changed
   * @param appearances of that object, at least one; each has an equal voice
   * @param features of the frame
   */
  public static MaskLogits on(
      MaskLogits found, List<Appearance> appearances, ImageFeatures features) {
    int side = found.size().widthPx();
    float[] votes = votes(appearances, features, side / 4);
    boolean[] near = near(found.values(), side);
    float weight = WEIGHT * agreement(found.values(), votes, near);
    float[] values = found.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (near[i]) {
        values[i] += weight * votes[i];
      }
    }
    return new MaskLogits(found.size(), values);
  }

  /** The mean of all scores, each at most 1 either way. */
  private static float[] votes(List<Appearance> appearances, ImageFeatures features, int gridSide) {
    float[] votes = new float[16 * gridSide * gridSide];
    for (Appearance appearance : appearances) {
      float[] scores = appearance.scores(features, gridSide).bounded(1).values();
      for (int i = 0; i < votes.length; i++) {
        votes[i] += scores[i] / appearances.size();
      }
    }
    return votes;
  }

  /** The IoU of the mask and what looks like the object near it. */
  private static float agreement(float[] logits, float[] votes, boolean[] near) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < logits.length; i++) {
      boolean looksAlike = near[i] && votes[i] > 0;
      both += looksAlike && logits[i] > 0 ? 1 : 0;
      either += looksAlike || logits[i] > 0 ? 1 : 0;
    }
    return either == 0 ? 0 : (float) both / either;
  }

  private static boolean[] near(float[] logits, int side) {
    boolean[] near = new boolean[logits.length];
    for (int i = 0; i < near.length; i++) {
      near[i] = logits[i] > EDGE_LOGIT;
    }
    int reach = (int) Math.round(REACH * side);
    return widened(widened(near, side, 1, side, reach), side, side, 1, reach);
  }

  /**
   * Every line widened on its own.
   *
   * @param step from one cell of a line to the next
   * @param stride from one line to the next
   */
  private static boolean[] widened(boolean[] set, int side, int step, int stride, int reach) {
    boolean[] wide = new boolean[set.length];
    for (int line = 0; line < side; line++) {
      int end = 0; // cells before this one are widened
      for (int i = 0; i < side; i++) {
        if (set[line * stride + i * step]) {
          for (end = Math.max(end, i - reach); end < Math.min(side, i + reach + 1); end++) {
            wide[line * stride + end * step] = true;
          }
        }
      }
    }
    return wide;
  }
}
