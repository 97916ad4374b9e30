package io.masklet.core.eval;

import io.masklet.core.mask.Bitmap;
import org.jspecify.annotations.Nullable;

/**
 * J of the DAVIS benchmark: the share of pixels two masks have in common, intersection over union.
 *
 * @see <a href="https://arxiv.org/abs/1704.00675">Pont-Tuset et al., The 2017 DAVIS Challenge</a>
 */
// Source: davisvideochallenge/davis2017-evaluation@30b698a, davis2017/metrics.py#db_eval_iou.
public final class RegionSimilarity {

  private RegionSimilarity() {}

  /** J of one object in one frame, 0 to 1; 1 if both masks are empty. */
  public static double of(Bitmap mask, Bitmap truth) {
    return mask.iou(truth);
  }

  /**
   * Like {@link #of(Bitmap, Bitmap)}, without the pixels that are not judged.
   *
   * @param unjudged pixels that count for nobody ("void", 255 in DAVIS masks); null for none
   */
  public static double of(Bitmap mask, Bitmap truth, @Nullable Bitmap unjudged) {
    return unjudged == null ? of(mask, truth) : mask.minus(unjudged).iou(truth.minus(unjudged));
  }
}
