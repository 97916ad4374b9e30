package io.masklet.core.export;

/** The 256 colours of DAVIS and PASCAL VOC: the bits of the index, spread over red, green, blue. */
// Source: PASCAL VOC development kit, VOClabelcolormap.m.
public final class DavisPalette {

  private DavisPalette() {}

  /** Colours {@code 0xRRGGBB}; 0 is black, 1 dark red, 2 dark green. */
  public static int[] colours() {
    int[] colours = new int[256];
    for (int index = 0; index < colours.length; index++) {
      colours[index] = channel(index, 0) << 16 | channel(index, 1) << 8 | channel(index, 2);
    }
    return colours;
  }

  /** Every third bit of the index from {@code first}, highest place first. */
  private static int channel(int index, int first) {
    int value = 0;
    for (int i = 0; i < 8; i++) {
      value |= (index >> (3 * i + first) & 1) << (7 - i);
    }
    return value;
  }
}
