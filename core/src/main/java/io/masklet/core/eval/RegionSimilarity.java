package io.masklet.core.eval;

import io.masklet.core.mask.Bitmap;

/** J of the DAVIS benchmark: intersection over union of mask and truth. */
// Source: fperazzi/davis-2017, python/lib/davis/measures/jaccard.py#db_eval_iou.
public final class RegionSimilarity {

  private RegionSimilarity() {}

  /** J of one object in one frame, 0 to 1; 1 if both masks are empty. */
  public static double of(Bitmap mask, Bitmap truth) {
    return mask.iou(truth);
  }
}
