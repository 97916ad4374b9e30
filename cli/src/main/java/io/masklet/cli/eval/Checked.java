package io.masklet.cli.eval;

import io.masklet.core.review.Sighting;

/**
 * What a tracker said of one mask, and what was true.
 *
 * @param j IoU of mask and truth; NaN where nobody judges: the first frame, and frames without
 *     truth
 * @param visible whether the truth shows the object in the frame
 */
public record Checked(Sighting sighting, double j, boolean visible) {

  /** Whether there is a truth to judge by. */
  public boolean isJudged() {
    return !Double.isNaN(j);
  }
}
