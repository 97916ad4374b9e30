package io.masklet.models.sam2;

/**
 * In which order the tokens of a square map lie, so that windows and pooling need no moving about.
 *
 * <p>The map is cut into blocks whose side is the largest power of two that divides its own; blocks
 * lie row by row, tokens inside a block along a Z-curve: four neighbours, then four such fours, and
 * so on. Every aligned square whose side is a power of two is then one run of tokens, and the 2x2
 * cells that pooling looks at are four in a row. Pooling such a map leaves a map of half the side
 * in the same order.
 */
final class TokenOrder {

  private TokenOrder() {}

  /** Side of the blocks inside which tokens lie along a Z-curve. */
  static int blockSide(int side) {
    return Integer.lowestOneBit(side);
  }

  /** Where the token of row {@code y} and column {@code x} lies. */
  static int index(int y, int x, int side) {
    int block = blockSide(side);
    int before = y / block * (side / block) + x / block;
    return before * block * block + interleave(y % block, x % block);
  }

  /** For every place in this order, the row-major place {@code y * side + x} of its token. */
  static long[] toRowMajor(int side) {
    long[] rowMajor = new long[side * side];
    for (int t = 0; t < side * side; t++) {
      rowMajor[index(t / side, t % side, side)] = t;
    }
    return rowMajor;
  }

  /** For every row-major place, the place of its token in this order. */
  static long[] fromRowMajor(int side) {
    long[] places = new long[side * side];
    for (int t = 0; t < side * side; t++) {
      places[t] = index(t / side, t % side, side);
    }
    return places;
  }

  /** Bits of y and x in turn, y first. */
  private static int interleave(int y, int x) {
    int z = 0;
    for (int bit = 0; bit < 15; bit++) {
      z |= (y >> bit & 1) << 2 * bit + 1 | (x >> bit & 1) << 2 * bit;
    }
    return z;
  }
}
