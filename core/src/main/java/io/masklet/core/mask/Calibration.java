package io.masklet.core.mask;

/**
 * What a network's own scores have proved to be worth: its object score becomes the share of frames
 * in which the object really was there, its predicted IoU the mean IoU of such masks. For people
 * who look at figures; the tracker decides by the scores as they are.
 *
 * <p>A straight line in log odds each (Platt scaling; Guo et al., On Calibration of Modern Neural
 * Networks, ICML 2017), so that no order changes.
 *
 * @param presence from the object score
 * @param iou from the log odds of the predicted IoU
 */
public record Calibration(Line presence, Line iou) {

  /** A straight line in log odds. */
  public record Line(double scale, double shift) {

    /** The scores as they are. */
    public static final Line IDENTITY = new Line(1, 0);

    public Line {
      if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(shift)) {
        throw new IllegalArgumentException(
            "calibration: expected a scale above 0 and a shift, got %s and %s"
                .formatted(scale, shift));
      }
    }

    /** The probability that belongs to the log odds of a score. */
    public double probability(double logit) {
      return 1 / (1 + Math.exp(-(scale * logit + shift)));
    }
  }

  /** Nobody measured what the scores are worth; they are taken at their word. */
  public static final Calibration NONE = new Calibration(Line.IDENTITY, Line.IDENTITY);

  /** Log odds beyond this are not told apart; a predicted IoU may be 0, or more than 1. */
  public static final double MOST_LOGIT = 7;

  /** Probability that the object is in the frame, 0 to 1. */
  public double presenceOf(double objectScore) {
    return presence.probability(objectScore);
  }

  /** IoU to be expected of the mask, 0 to 1; a mask that a person gave has 1. */
  public double expectedIou(double predictedIou) {
    return predictedIou == 1 ? 1 : iou.probability(logit(predictedIou));
  }

  /** Log odds of a share, kept finite. */
  public static double logit(double share) {
    double logit = Math.log(Math.max(share, 0) / Math.max(1 - share, 0));
    return Math.max(-MOST_LOGIT, Math.min(MOST_LOGIT, logit));
  }
}
