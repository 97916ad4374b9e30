package io.masklet.models.sam2;

import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import java.util.Arrays;

/**
 * Cuts a map of tokens into the square windows that attention looks at, and joins them again.
 *
 * <p>Tokens come and go in {@link TokenOrder}. Windows that are runs of that order cost a reshape;
 * all others are gathered. Where windows do not fill the map they reach over its lower and right
 * edge, and what lies there is zero: real tokens to attention, as the reference has it.
 *
 * <p>Inside a gathered window the four tokens of every 2x2 cell follow each other, as they do in
 * the order of the map, so that {@link #pool} is the same for both. (Odd windows are never pooled;
 * their tokens lie row by row.)
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/backbones/utils.py#window_partition.
final class Windows {

  private final int side;
  private final int window;
  private final int perSide;

  /**
   * @param side of the map, in tokens
   * @param window side of a window, or 0 for one window that is the whole map
   */
  Windows(int side, int window) {
    this.side = side;
    this.window = window == 0 ? side : window;
    this.perSide = -Math.floorDiv(-side, this.window);
  }

  /** {@code [1, side*side, C] -> [windows, window*window, C]}. */
  Value split(Value tokens) {
    Value windows = areRuns() ? tokens : gather(tokens);
    return windows.reshape(perSide * perSide, window * window, tokens.dim(-1));
  }

  /**
   * The way back; for windows that were pooled, to a pooled map.
   *
   * @param windows {@code [windows, window*window, C]}, or a fourth of the tokens
   * @param pooled whether {@link #pool} was applied since {@link #split}
   */
  Value join(Value windows, boolean pooled) {
    int count = windows.dim(0).fixed() * windows.dim(1).fixed();
    Value tokens = windows.reshape(1, count, windows.dim(-1));
    if (areRuns()) {
      return tokens;
    }
    return tokens.take(
        1, pooled ? table(tokens, "join_pooled", pooledPlaces()) : table(tokens, "join", places()));
  }

  /** The largest of every 2x2 cell, channel by channel: {@code [n, 4 t, C] -> [n, t, C]}. */
  static Value pool(Value tokens) {
    int cells = tokens.dim(1).fixed() / 4;
    return tokens.reshape(tokens.dim(0), cells, 4, tokens.dim(2)).max(2);
  }

  private boolean areRuns() {
    boolean aligned = Integer.bitCount(window) == 1 && TokenOrder.blockSide(side) % window == 0;
    return perSide == 1 && window == side || aligned;
  }

  private Value gather(Value tokens) {
    GraphBuilder graph = tokens.graph();
    Value source = tokens;
    if (perSide * window > side) {
      int channels = tokens.dim(-1).fixed();
      String nothing = "outside_" + channels;
      source =
          graph.concat(
              1, tokens, graph.constant(nothing, Shape.of(1, 1, channels), new float[channels]));
    }
    return source.take(1, table(tokens, "split", sources()));
  }

  /** For every place in the windows, where its token lies in the map, or one past the end. */
  private long[] sources() {
    long[] sources = new long[perSide * perSide * window * window];
    Arrays.fill(sources, (long) side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        sources[place(y, x)] = TokenOrder.index(y, x, side);
      }
    }
    return sources;
  }

  /** For every token of the map, where it lies in the windows. */
  private long[] places() {
    long[] places = new long[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        places[TokenOrder.index(y, x, side)] = place(y, x);
      }
    }
    return places;
  }

  /** The same for the pooled map: cell by cell, which is every fourth place. */
  private long[] pooledPlaces() {
    long[] places = new long[side * side / 4];
    for (int y = 0; y < side; y += 2) {
      for (int x = 0; x < side; x += 2) {
        places[TokenOrder.index(y / 2, x / 2, side / 2)] = place(y, x) / 4;
      }
    }
    return places;
  }

  private int place(int y, int x) {
    int before = (y / window * perSide + x / window) * window * window;
    return before + inside(y % window, x % window);
  }

  private int inside(int y, int x) {
    boolean cells = window % 2 == 0;
    return cells ? (y / 2 * (window / 2) + x / 2) * 4 + y % 2 * 2 + x % 2 : y * window + x;
  }

  private Value table(Value tokens, String use, long[] places) {
    return tokens.graph().integers("%s_%d_%d".formatted(use, side, window), places);
  }
}
