package io.masklet.core.review;

import java.util.List;

/**
 * A frame to be corrected.
 *
 * @param judged the frame
 * @param fromFrame first frame of the stretch around it that is suspect too
 * @param toFrame last frame of that stretch
 * @param gain how much its correction is expected to put right, in whole masks
 * @param reasons in words, the weightiest first; at least one
 */
public record Place(
    Judged judged, long fromFrame, long toFrame, double gain, List<String> reasons) {

  public Place {
    reasons = List.copyOf(reasons);
  }
}
