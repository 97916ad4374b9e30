package io.masklet.core.eval;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;

/**
 * The boundary of a mask as the DAVIS benchmark draws it, one pixel wide, half a pixel up and left
 * of the real one.
 *
 * <p>Source: davisvideochallenge/davis2017-evaluation@30b698a, davis2017/metrics.py#_seg2bmap, for
 * the case that the boundary map has the size of the mask.
 */
final class Boundary {

  private Boundary() {}

  /**
   * The pixels that differ from their right, lower or lower right neighbour. The last row is
   * compared with its right neighbours only, the last column with its lower ones only; the last
   * corner is never boundary. So a mask's right and lower edges have no boundary where they touch
   * those of the picture.
   */
  static Bitmap of(Bitmap mask) {
    Bitmap boundary = new Bitmap(mask.size());
    Box box = mask.box().orElse(null);
    if (box == null) {
      return boundary;
    }
    // Pixels left of or above the box may differ from a neighbour in it; no others can.
    int left = Math.max(0, (int) box.x0() - 1);
    int top = Math.max(0, (int) box.y0() - 1);
    for (int y = top; y < (int) box.y1(); y++) {
      for (int x = left; x < (int) box.x1(); x++) {
        if (isBoundary(mask, x, y)) {
          boundary.set(x, y, true);
        }
      }
    }
    return boundary;
  }

  private static boolean isBoundary(Bitmap mask, int x, int y) {
    boolean hasRight = x + 1 < mask.size().widthPx();
    boolean hasLower = y + 1 < mask.size().heightPx();
    boolean here = mask.get(x, y);
    return (hasRight && here != mask.get(x + 1, y))
        || (hasLower && here != mask.get(x, y + 1))
        || (hasRight && hasLower && here != mask.get(x + 1, y + 1));
  }

  /** All pixels within a distance of a set one: dilation by a disk, {@code x² + y² <= r²}. */
  static Bitmap dilate(Bitmap mask, int radiusPx) {
    Size size = mask.size();
    Bitmap dilated = new Bitmap(size);
    int[] reach = reachByRow(radiusPx);
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = mask.nextSetInRow(0, y); x >= 0; x = mask.nextSetInRow(x + 1, y)) {
        stamp(dilated, x, y, reach);
      }
    }
    return dilated;
  }

  /** How far a disk goes to either side, by distance from its middle row. */
  private static int[] reachByRow(int radiusPx) {
    int[] reach = new int[radiusPx + 1];
    for (int dy = 0; dy <= radiusPx; dy++) {
      reach[dy] = (int) Math.sqrt((double) radiusPx * radiusPx - (double) dy * dy);
    }
    return reach;
  }

  private static void stamp(Bitmap dilated, int x, int y, int[] reach) {
    int width = dilated.size().widthPx();
    int first = Math.max(0, y - reach.length + 1);
    int last = Math.min(dilated.size().heightPx() - 1, y + reach.length - 1);
    for (int row = first; row <= last; row++) {
      int side = reach[Math.abs(row - y)];
      dilated.setRun(row, Math.max(0, x - side), Math.min(width, x + side + 1));
    }
  }
}
