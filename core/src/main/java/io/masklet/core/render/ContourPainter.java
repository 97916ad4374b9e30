package io.masklet.core.render;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Paints one object: a tint inside, a smooth line on its border, a soft shadow outside.
 *
 * <p>The mask is blurred by a small tent; along a straight border the blurred value is a known
 * function of the distance to it, so a table turns each value straight into what to paint. That
 * smooths the staircase of the mask and costs a few additions a pixel. All integers: the same mask
 * gives the same bytes everywhere.
 *
 * <p>Scratch arrays are kept between calls. <b>Threads.</b> One caller at a time.
 */
final class ContourPainter {

  private static final double TINT = 0.38;
  private static final double LINE = 0.95;
  private static final double SHADOW = 0.35;

  private final Size size;

  /** Side of the blurring box; two of them make the tent. */
  private final int boxPx;

  /** For each blurred value: how much of the pixel and of the colour to take, in 1/256. */
  private final int[] keep;

  private final int[] add;

  private final byte[] row;
  private int[] field = new int[0];
  private int[] other = new int[0];

  /**
   * @param size of the frames to come
   * @param linePx width of the line
   */
  ContourPainter(Size size, double linePx) {
    this.size = size;
    this.boxPx = (int) Math.ceil(linePx / 2 + 1.5) | 1;
    int full = boxPx * boxPx * boxPx * boxPx;
    this.keep = new int[full + 1];
    this.add = new int[full + 1];
    this.row = new byte[3 * size.widthPx()];
    fillTables(linePx, full);
  }

  private void fillTables(double linePx, int full) {
    for (int value = 0; value <= full; value++) {
      double distance = distance((double) value / full);
      double shadow = value == 0 ? 0 : SHADOW * clamp(1.5 + linePx / 2 + distance);
      double tint = TINT * clamp(distance + 0.5);
      double line = LINE * clamp(linePx / 2 + 0.5 - Math.abs(distance));
      keep[value] =
          (int) Math.round(256 * (1 - shadow * clamp(-distance)) * (1 - tint) * (1 - line));
      add[value] = (int) Math.round(256 * (1 - (1 - tint) * (1 - line)));
    }
  }

  /**
   * Signed distance in pixels to a straight border whose blurred value this is; inside is positive.
   */
  private double distance(double value) {
    return value >= 0.5
        ? boxPx * (1 - Math.sqrt(2 * (1 - value)))
        : -boxPx * (1 - Math.sqrt(2 * value));
  }

  private static double clamp(double share) {
    return Math.max(0, Math.min(1, share));
  }

  /**
   * Paints over a picture.
   *
   * @param rgb {@code [H, W, 3]}, changed
   * @param mask of the same size
   * @param colour {@code 0xRRGGBB}
   */
  void paint(ByteBuffer rgb, Bitmap mask, int colour) {
    Box box = mask.box().orElse(null);
    if (box == null) {
      return;
    }
    int reach = 2 * boxPx;
    int left = Math.max(0, (int) box.x0() - reach);
    int top = Math.max(0, (int) box.y0() - reach);
    int width = Math.min(size.widthPx(), (int) box.x1() + reach) - left;
    int height = Math.min(size.heightPx(), (int) box.y1() + reach) - top;
    blur(mask, left, top, width, height);
    for (int y = 0; y < height; y++) {
      blendRow(rgb, left, top + y, y * width, width, colour);
    }
  }

  /** Leaves the blurred mask of a region in {@link #field}, 0 to {@code boxPx} to the fourth. */
  private void blur(Bitmap mask, int left, int top, int width, int height) {
    if (field.length < width * height) {
      field = new int[width * height];
      other = new int[width * height];
    }
    Arrays.fill(field, 0, width * height, 0);
    for (int y = 0; y < height; y++) {
      for (int x = mask.nextSetInRow(left, top + y);
          x >= 0;
          x = mask.nextSetInRow(x + 1, top + y)) {
        field[y * width + x - left] = 1;
      }
    }
    BoxSum.alongRows(field, other, width, height, boxPx);
    BoxSum.alongRows(other, field, width, height, boxPx);
    BoxSum.acrossRows(field, other, width, height, boxPx);
    BoxSum.acrossRows(other, field, width, height, boxPx);
  }

  private void blendRow(ByteBuffer rgb, int left, int y, int fieldStart, int width, int colour) {
    int start = 3 * (y * size.widthPx() + left);
    rgb.get(start, row, 0, 3 * width);
    int red = Palette.red(colour);
    int green = Palette.green(colour);
    int blue = Palette.blue(colour);
    for (int x = 0, i = 0; x < width; x++, i += 3) {
      int value = field[fieldStart + x];
      if (value != 0) {
        int kept = keep[value];
        int added = add[value];
        row[i] = blend(row[i], kept, red * added);
        row[i + 1] = blend(row[i + 1], kept, green * added);
        row[i + 2] = blend(row[i + 2], kept, blue * added);
      }
    }
    rgb.put(start, row, 0, 3 * width);
  }

  private static byte blend(byte pixel, int kept, int colour) {
    return (byte) (((pixel & 0xff) * kept + colour + 128) >> 8);
  }
}
