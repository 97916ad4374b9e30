package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.checkpoint.Weight;

/**
 * Where each token of Hiera's first stage lies: a small map for the whole picture, enlarged, plus a
 * map of one window, repeated.
 *
 * <p>Enlarging is bicubic with a = -0.75, half-pixel centres and clamped borders, without
 * antialiasing: torch's, and not that of image programs. Done once, at build time, in double.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/backbones/hieradet.py#_get_pos_embed.
final class PositionTable {

  private static final double A = -0.75;

  private PositionTable() {}

  /**
   * The table {@code [side*side, C]}, in {@link TokenOrder}.
   *
   * @param prefix of the weights {@code pos_embed [1, C, b, b]} and {@code pos_embed_window [1, C,
   *     w, w]}
   */
  static float[] of(StateDict weights, String prefix, int side) {
    Weight background = weights.get(prefix + "pos_embed");
    Weight window = weights.get(prefix + "pos_embed_window");
    int channels = background.dim(1);
    double[][] taps = taps(background.dim(2), side);
    float[] small = background.floats();
    float[] repeated =
        weights.get(window.name(), 1, channels, window.dim(2), window.dim(2)).floats();
    int w = window.dim(2);
    float[] table = new float[side * side * channels];
    for (int c = 0; c < channels; c++) {
      double[] large = enlarge(small, c, taps);
      for (int t = 0; t < side * side; t++) {
        int y = t / side;
        int x = t % side;
        double value = large[t] + repeated[(c * w + y % w) * w + x % w];
        table[TokenOrder.index(y, x, side) * channels + c] = (float) value;
      }
    }
    return table;
  }

  /** Row {@code i} holds the weight of every input for output {@code i}. */
  static double[][] taps(int in, int out) {
    double[][] taps = new double[out][in];
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * in / out - 0.5;
      int first = (int) Math.floor(centre);
      for (int tap = first - 1; tap <= first + 2; tap++) {
        taps[i][Math.max(0, Math.min(in - 1, tap))] += kernel(Math.abs(centre - tap));
      }
    }
    return taps;
  }

  /** Channel {@code c} of {@code [C, b, b]}, row-major {@code [side, side]}. */
  private static double[] enlarge(float[] maps, int c, double[][] taps) {
    int side = taps.length;
    int b = taps[0].length;
    double[] columns = new double[b * side];
    for (int i = 0; i < b * side; i++) {
      for (int k = 0; k < b; k++) {
        columns[i] += taps[i % side][k] * maps[(c * b + i / side) * b + k];
      }
    }
    double[] map = new double[side * side];
    for (int i = 0; i < side * side; i++) {
      for (int k = 0; k < b; k++) {
        map[i] += taps[i / side][k] * columns[k * side + i % side];
      }
    }
    return map;
  }

  private static double kernel(double d) {
    if (d <= 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? ((A * d - 5 * A) * d + 8 * A) * d - 4 * A : 0;
  }
}
