package io.masklet.core.render;

import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;

/**
 * A name on a rounded plate, drawn once into a small picture of coverages and then blended wherever
 * it is wanted.
 */
final class Label {

  private final Size size;

  /** How much of the plate covers each pixel, 0 to 256. */
  private final int[] plate;

  /** How much of the letters covers each pixel, 0 to 256. */
  private final int[] text;

  /**
   * @param name what to write
   * @param capitalPx height of capital letters
   */
  Label(String name, double capitalPx) {
    double unit = capitalPx / StrokeFont.CAPITAL;
    double margin = 3 * unit;
    StrokeFont.Line line = StrokeFont.layOut(name);
    this.size =
        new Size(
            (int) Math.ceil(Math.max(line.width() * unit, unit) + 2 * margin + unit),
            (int) Math.ceil(capitalPx + StrokeFont.DESCENT * unit / 2 + 2 * margin));
    this.plate = new int[size.pixelCount()];
    this.text = new int[size.pixelCount()];
    fillPlate(margin);
    fillText(line, unit, margin + unit / 2, margin + unit / 2);
  }

  Size size() {
    return size;
  }

  private void fillPlate(double radius) {
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = 0; x < size.widthPx(); x++) {
        double dx = Math.max(0, Math.max(radius - x - 0.5, x + 0.5 - size.widthPx() + radius));
        double dy = Math.max(0, Math.max(radius - y - 0.5, y + 0.5 - size.heightPx() + radius));
        plate[y * size.widthPx() + x] = coverage(radius - Math.sqrt(dx * dx + dy * dy));
      }
    }
  }

  private void fillText(StrokeFont.Line line, double unit, double left, double top) {
    double radius = Math.max(0.6, 0.46 * unit);
    for (StrokeFont.Segment s : line.segments()) {
      double x0 = left + s.x0() * unit;
      double y0 = top + s.y0() * unit;
      double x1 = left + s.x1() * unit;
      double y1 = top + s.y1() * unit;
      fillSegment(x0, y0, x1, y1, radius);
    }
  }

  private void fillSegment(double x0, double y0, double x1, double y1, double radius) {
    int fromX = (int) Math.max(0, Math.min(x0, x1) - radius - 1);
    int toX = (int) Math.min(size.widthPx() - 1, Math.max(x0, x1) + radius + 1);
    int fromY = (int) Math.max(0, Math.min(y0, y1) - radius - 1);
    int toY = (int) Math.min(size.heightPx() - 1, Math.max(y0, y1) + radius + 1);
    for (int y = fromY; y <= toY; y++) {
      for (int x = fromX; x <= toX; x++) {
        double distance = distance(x + 0.5, y + 0.5, x0, y0, x1, y1);
        int i = y * size.widthPx() + x;
        text[i] = Math.max(text[i], coverage(radius - distance));
      }
    }
  }

  private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double lengthSquared = dx * dx + dy * dy;
    double t = lengthSquared == 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / lengthSquared;
    t = Math.max(0, Math.min(1, t));
    double ex = x - x0 - t * dx;
    double ey = y - y0 - t * dy;
    return Math.sqrt(ex * ex + ey * ey);
  }

  /** Coverage of a pixel whose centre lies this far inside an edge. */
  private static int coverage(double insidePx) {
    return (int) Math.round(256 * Math.max(0, Math.min(1, insidePx + 0.5)));
  }

  /**
   * Blends the label over a picture that it fits into.
   *
   * @param rgb {@code [H, W, 3]}, changed
   * @param left column of the label's left edge
   * @param top row of its top edge
   */
  void draw(ByteBuffer rgb, Size frame, int left, int top, int colour) {
    int textColour = Palette.textOn(colour);
    for (int y = 0; y < size.heightPx() && top + y < frame.heightPx(); y++) {
      for (int x = 0; x < size.widthPx() && left + x < frame.widthPx(); x++) {
        int i = y * size.widthPx() + x;
        int at = 3 * ((top + y) * frame.widthPx() + left + x);
        blend(rgb, at, plate[i], colour);
        blend(rgb, at, text[i], textColour);
      }
    }
  }

  private static void blend(ByteBuffer rgb, int at, int cover, int colour) {
    if (cover > 0) {
      rgb.put(at, mix(rgb.get(at), Palette.red(colour), cover));
      rgb.put(at + 1, mix(rgb.get(at + 1), Palette.green(colour), cover));
      rgb.put(at + 2, mix(rgb.get(at + 2), Palette.blue(colour), cover));
    }
  }

  private static byte mix(byte under, int over, int cover) {
    return (byte) (((under & 0xff) * (256 - cover) + over * cover + 128) >> 8);
  }
}
