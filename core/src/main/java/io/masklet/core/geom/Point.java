package io.masklet.core.geom;

/**
 * A position in pixels, x to the right and y down, origin at the outer corner of the first pixel.
 * The centre of the first pixel is (0.5, 0.5), as in the SAM 2 reference, which adds the half pixel
 * inside its prompt encoder.
 *
 * @param x column, in pixels of the space it was given in (video space unless said otherwise)
 * @param y row
 */
public record Point(double x, double y) {

  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("point: expected finite x,y, got " + x + "," + y);
    }
  }
}
