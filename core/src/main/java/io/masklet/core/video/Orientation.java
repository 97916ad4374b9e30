package io.masklet.core.video;

import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/**
 * How a coded picture is turned to stand upright: one of the eight ways to lay a rectangle on its
 * sides. Source pixel (x, y) goes to {@code (a x + c y, b x + d y)}, moved to start at (0, 0).
 *
 * <p>Source: the display matrix of ISO/IEC 14496-12, section 6.2.2, as FFmpeg hands it out.
 *
 * @param a -1, 0 or 1
 * @param b -1, 0 or 1
 * @param c -1, 0 or 1
 * @param d -1, 0 or 1
 */
record Orientation(int a, int b, int c, int d) {

  static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

  /**
   * The nearest of the eight.
   *
   * @param matrix nine numbers, the first two of each of the first two rows in 16.16 fixed point
   */
  static Orientation of(IntBuffer matrix) {
    int a = Integer.signum(matrix.get(0));
    int b = Integer.signum(matrix.get(1));
    int c = Integer.signum(matrix.get(3));
    int d = Integer.signum(matrix.get(4));
    boolean straight = a != 0 && d != 0 && matrix.get(1) == 0 && matrix.get(3) == 0;
    boolean turned = b != 0 && c != 0 && matrix.get(0) == 0 && matrix.get(4) == 0;
    return straight || turned ? new Orientation(a, b, c, d) : UPRIGHT;
  }

  /** Clockwise rotation, after mirroring left to right if {@code a d - b c} is negative. */
  int rotationDegrees() {
    if (a != 0) {
      return d > 0 ? 0 : 180;
    }
    return c < 0 ? 90 : 270;
  }

  boolean swapsSides() {
    return a == 0;
  }

  Size apply(Size size) {
    return swapsSides()
        ? new Size(/* widthPx= */ size.heightPx(), /* heightPx= */ size.widthPx())
        : size;
  }

  /**
   * Copies a packed RGB picture into its upright place.
   *
   * @param from {@code [H, W, 3]} of size {@code size}
   * @param to the same number of bytes; overwritten
   */
  void copy(ByteBuffer from, Size size, ByteBuffer to) {
    int rowBytes = 3 * size.widthPx();
    Size upright = apply(size);
    int startX = a < 0 || b < 0 ? size.widthPx() - 1 : 0;
    int startY = c < 0 || d < 0 ? size.heightPx() - 1 : 0;
    int stepX = 3 * a + rowBytes * c; // bytes in the source for one pixel to the right
    int stepY = 3 * b + rowBytes * d; // and for one pixel down
    int target = 0;
    for (int y = 0; y < upright.heightPx(); y++) {
      int source = 3 * startX + rowBytes * startY + y * stepY;
      for (int x = 0; x < upright.widthPx(); x++, source += stepX, target += 3) {
        to.put(target, from.get(source));
        to.put(target + 1, from.get(source + 1));
        to.put(target + 2, from.get(source + 2));
      }
    }
  }
}
