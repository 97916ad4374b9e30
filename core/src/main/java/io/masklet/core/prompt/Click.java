package io.masklet.core.prompt;

import io.masklet.core.geom.Point;

/**
 * A point a person clicked.
 *
 * @param point in video pixels
 * @param positive true for "this belongs to the object", false for "this does not"
 */
public record Click(Point point, boolean positive) {

  public static Click positive(double x, double y) {
    return new Click(new Point(x, y), true);
  }

  public static Click negative(double x, double y) {
    return new Click(new Point(x, y), false);
  }
}
