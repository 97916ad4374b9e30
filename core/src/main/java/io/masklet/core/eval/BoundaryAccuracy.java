package io.masklet.core.eval;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import org.jspecify.annotations.Nullable;

/**
 * F of the DAVIS benchmark: how well the outline of a mask fits that of the truth.
 *
 * <p>Precision is the share of the mask's boundary pixels that lie within a tolerance of the
 * truth's boundary, recall the share of the truth's that lie within it of the mask's; F is their
 * harmonic mean. The tolerance is 0.008 of the picture's diagonal, rounded up: 8 px at 854x480.
 *
 * @see <a href="https://arxiv.org/abs/1704.00675">Pont-Tuset et al., The 2017 DAVIS Challenge</a>
 */
// Source: davisvideochallenge/davis2017-evaluation@30b698a, davis2017/metrics.py#f_measure.
public final class BoundaryAccuracy {

  private static final double TOLERANCE_OF_DIAGONAL = 0.008;

  private BoundaryAccuracy() {}

  /** F of one object in one frame, 0 to 1; 1 if neither mask has a boundary. */
  public static double of(Bitmap mask, Bitmap truth) {
    if (!mask.size().equals(truth.size())) {
      throw new IllegalArgumentException(
          "masks differ in size: " + mask.size() + " vs " + truth.size());
    }
    Bitmap found = Boundary.of(mask);
    Bitmap wanted = Boundary.of(truth);
    long foundPx = found.areaPx();
    long wantedPx = wanted.areaPx();
    if (foundPx == 0 || wantedPx == 0) {
      return foundPx == wantedPx ? 1 : 0;
    }
    int radiusPx = radiusPx(mask.size());
    double precision = (double) found.intersectionPx(Boundary.dilate(wanted, radiusPx)) / foundPx;
    double recall = (double) wanted.intersectionPx(Boundary.dilate(found, radiusPx)) / wantedPx;
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /**
   * Like {@link #of(Bitmap, Bitmap)}, without the pixels that are not judged.
   *
   * @param unjudged pixels that count for nobody ("void", 255 in DAVIS masks); null for none. They
   *     are taken out of both masks, so that their own outline is in both
   */
  public static double of(Bitmap mask, Bitmap truth, @Nullable Bitmap unjudged) {
    return unjudged == null ? of(mask, truth) : of(mask.minus(unjudged), truth.minus(unjudged));
  }

  /** How far apart boundaries may lie in pictures of this size. */
  public static int radiusPx(Size size) {
    double diagonal =
        Math.sqrt(
            (double) size.widthPx() * size.widthPx() + (double) size.heightPx() * size.heightPx());
    return (int) Math.ceil(TOLERANCE_OF_DIAGONAL * diagonal);
  }
}
