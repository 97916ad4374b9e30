package io.masklet.core.geom;

/**
 * An axis-parallel rectangle in pixels: left and top inclusive, right and bottom exclusive.
 *
 * @param x0 left edge
 * @param y0 top edge
 * @param x1 right edge, greater than {@code x0}
 * @param y1 bottom edge, greater than {@code y0}
 */
public record Box(double x0, double y0, double x1, double y1) {

  public Box {
    boolean finite =
        Double.isFinite(x0) && Double.isFinite(y0) && Double.isFinite(x1) && Double.isFinite(y1);
    if (!finite || x1 <= x0 || y1 <= y0) {
      throw new IllegalArgumentException(
          "box: expected finite x0,y0,x1,y1 with x0 < x1 and y0 < y1, got "
              + x0
              + ","
              + y0
              + ","
              + x1
              + ","
              + y1);
    }
  }

  public double width() {
    return x1 - x0;
  }

  public double height() {
    return y1 - y0;
  }

  /**
   * The same box with all edges moved inward.
   *
   * @param share of its width and height that each edge is moved by; below one half
   */
  public Box inset(double share) {
    double x = share * width();
    double y = share * height();
    return new Box(x0 + x, y0 + y, x1 - x, y1 - y);
  }

  /** The corner that labels 2 of the prompt encoder stand for. */
  public Point topLeft() {
    return new Point(x0, y0);
  }

  /** The corner that labels 3 of the prompt encoder stand for. */
  public Point bottomRight() {
    return new Point(x1, y1);
  }

  /** Whether the whole box lies on a picture of this size. */
  public boolean isInside(Size size) {
    return x0 >= 0 && y0 >= 0 && x1 <= size.widthPx() && y1 <= size.heightPx();
  }
}
