package io.masklet.core.render;

/**
 * Colours of objects, told apart by colour-blind viewers as well: seven hues of Okabe and Ito, then
 * the same seven lighter, then darker, and so on in turn.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito, Color Universal Design, 2002</a>
 */
public final class Palette {

  private static final int[] HUES = {
    0x56B4E9, // sky blue
    0xE69F00, // orange
    0xCC79A7, // reddish purple
    0x009E73, // bluish green
    0xF0E442, // yellow
    0x0072B2, // blue
    0xD55E00, // vermilion
  };

  private static final int WHITE = 0xFFFFFF;
  private static final int BLACK = 0x000000;

  private Palette() {}

  /**
   * The colour of an object, {@code 0xRRGGBB}.
   *
   * @param objectId at least 1
   */
  public static int colour(int objectId) {
    int place = Math.floorMod(objectId - 1, 3 * HUES.length);
    int hue = HUES[place % HUES.length];
    return switch (place / HUES.length) {
      case 0 -> hue;
      case 1 -> mix(hue, WHITE, 0.45);
      default -> mix(hue, BLACK, 0.40);
    };
  }

  /** Black or white, whichever is easier to read on a colour. */
  static int textOn(int colour) {
    double luma = 0.299 * red(colour) + 0.587 * green(colour) + 0.114 * blue(colour);
    return luma > 128 ? 0x101010 : WHITE;
  }

  private static int mix(int from, int to, double share) {
    return mixed(red(from), red(to), share) << 16
        | mixed(green(from), green(to), share) << 8
        | mixed(blue(from), blue(to), share);
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  static int red(int colour) {
    return colour >> 16 & 0xff;
  }

  static int green(int colour) {
    return colour >> 8 & 0xff;
  }

  static int blue(int colour) {
    return colour & 0xff;
  }
}
