package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Squares of one grey each on black, moving to the right; what the fake network can track. */
public final class GreyScene {

  /** Twice the fake network's input, so that video space and model space differ. */
  public static final Size SIZE = new Size(128, 128);

  private static final int SIDE_PX = 24;

  private GreyScene() {}

  /** What a source that shows the scene tells of it. */
  public static VideoInfo info() {
    return new VideoInfo(
        "scene",
        SIZE,
        OptionalDouble.of(25),
        OptionalLong.empty(),
        OptionalLong.empty(),
        "none",
        "none",
        "rgb24",
        SIZE,
        0,
        1.0,
        false);
  }

  /** Left edge of the square in row 0 or 1 of the given frame. */
  public static int leftPx(int row, long index) {
    return 8 + (row == 0 ? 2 : 4) * (int) index;
  }

  private static int rightPx(int row, long index) {
    return Math.min(SIZE.widthPx(), leftPx(row, index) + SIDE_PX);
  }

  private static int topPx(int row) {
    return 16 + 56 * row;
  }

  /** Frame {@code index} with the square of row 0 (grey 120) and of row 1 (grey 220). */
  public static Frame frame(long index) {
    return frame(index, true, true);
  }

  /** A frame that may lack one of the squares. */
  public static Frame frame(long index, boolean first, boolean second) {
    Frame frame = Frame.allocate(index, index * 40_000, SIZE);
    if (first) {
      paint(frame, 0, 120);
    }
    if (second) {
      paint(frame, 1, 220);
    }
    return frame;
  }

  /** A frame that may lack the square of row 0, or have it in another grey (220 then). */
  public static Frame frame(long index, boolean first, boolean second, boolean bright) {
    Frame frame = frame(index, first, second);
    if (bright) {
      paint(frame, 0, 220);
    }
    return frame;
  }

  private static void paint(Frame frame, int row, int grey) {
    for (int y = topPx(row); y < topPx(row) + SIDE_PX; y++) {
      for (int x = leftPx(row, frame.index()); x < rightPx(row, frame.index()); x++) {
        for (int c = 0; c < 3; c++) {
          frame.rgb().put(3 * (y * SIZE.widthPx() + x) + c, (byte) grey);
        }
      }
    }
  }

  /** The exact mask of a square. */
  public static Bitmap truth(int row, long index) {
    Bitmap mask = new Bitmap(SIZE);
    for (int y = topPx(row); y < topPx(row) + SIDE_PX; y++) {
      for (int x = leftPx(row, index); x < rightPx(row, index); x++) {
        mask.set(x, y, true);
      }
    }
    return mask;
  }

  /** Centre of a square in frame {@code index}, video pixels. */
  public static double centreX(int row, long index) {
    return leftPx(row, index) + SIDE_PX / 2.0;
  }

  public static double centreY(int row) {
    return topPx(row) + SIDE_PX / 2.0;
  }
}
