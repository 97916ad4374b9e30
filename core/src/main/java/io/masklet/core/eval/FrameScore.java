package io.masklet.core.eval;

/**
 * How good one object's mask is in one frame.
 *
 * @param frame name of the frame, such as {@code 00012}
 * @param j region similarity, 0 to 1
 * @param f boundary accuracy, 0 to 1
 */
public record FrameScore(String frame, double j, double f) {

  /** The mean of both. */
  public double jAndF() {
    return (j + f) / 2;
  }
}
