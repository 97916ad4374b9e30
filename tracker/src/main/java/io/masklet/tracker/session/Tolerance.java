package io.masklet.tracker.session;

/**
 * When a pass that is tracked again has come back to what was there before: once its masks agreed
 * with the former ones in {@value #FRAMES} frames in a row. Empty masks agree with nothing.
 *
 * @param iou intersection over union from which on two masks agree, {@value #LEAST_IOU} to 1
 */
public record Tolerance(double iou) {

  /** Masks that share less are not of the same thing. */
  public static final double LEAST_IOU = 0.5;

  /** In so many frames in a row masks have to agree. */
  public static final int FRAMES = 8;

  public Tolerance {
    if (!(iou >= LEAST_IOU && iou <= 1)) {
      throw new IllegalArgumentException(
          "tolerance: expected an IoU from %s to 1, got %s".formatted(LEAST_IOU, iou));
    }
  }

  /** 0.9: on development clips it loses no more than 0.95 and saves more, see docs/sessions.md. */
  public static Tolerance defaults() {
    return new Tolerance(0.9);
  }
}
