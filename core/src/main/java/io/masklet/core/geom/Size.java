package io.masklet.core.geom;

/**
 * Width and height of a picture in whole pixels, both at least 1.
 *
 * @param widthPx number of columns
 * @param heightPx number of rows
 */
public record Size(int widthPx, int heightPx) {

  /** Frames larger than this on one side are refused: 32 768 px keeps every pixel index an int. */
  public static final int MAX_SIDE_PX = 32_768;

  public Size {
    if (widthPx < 1 || heightPx < 1 || widthPx > MAX_SIDE_PX || heightPx > MAX_SIDE_PX) {
      throw new IllegalArgumentException(
          "size: expected 1.." + MAX_SIDE_PX + " px a side, got " + widthPx + "x" + heightPx);
    }
  }

  /** A square of the given side. */
  public static Size square(int sidePx) {
    return new Size(sidePx, sidePx);
  }

  /** Number of pixels; fits an int only below about 46 000 px a side, hence {@code long}. */
  public long areaPx() {
    return (long) widthPx * heightPx;
  }

  /** Number of pixels as an array length. */
  public int pixelCount() {
    return Math.toIntExact(areaPx());
  }

  /** Whether the point lies on the picture: {@code 0 <= x < width}, {@code 0 <= y < height}. */
  public boolean contains(Point point) {
    return point.x() >= 0 && point.y() >= 0 && point.x() < widthPx && point.y() < heightPx;
  }

  @Override
  public String toString() {
    return widthPx + "x" + heightPx;
  }
}
