package io.masklet.tracker.session;

/**
 * When a pass that is tracked again has come back to what was there before: once its masks agreed
 * with the former ones in so many frames in a row. Empty masks agree with nothing.
 *
 * @param iou intersection over union from which on two masks agree
 * @param frames in a row
 */
public record Tolerance(double iou, int frames) {

  public Tolerance {
    if (!(iou > 0 && iou <= 1) || frames < 1) {
      throw new IllegalArgumentException(
          "tolerance: expected an IoU above 0, at most 1, and at least one frame, got %s and %d"
              .formatted(iou, frames));
    }
  }

  public static Tolerance defaults() {
    return new Tolerance(0.95, 8);
  }
}
