package io.masklet.models.sam2;

import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;
import java.util.List;

/**
 * Axial rotary position encoding of a square map: pairs of channels are turned by an angle that
 * grows with x (first half of the pairs) or y (second half).
 *
 * <p>The reference turns neighbouring channels (0,1), (2,3), .. as complex numbers. Here the
 * projections before the rotation put all first partners in the lower half and all second partners
 * in the upper half ({@link #order}), so that a rotation is arithmetic on two contiguous halves.
 * Queries and keys are reordered alike, so their products stay what they were; keys that are not
 * rotated must be reordered too.
 *
 * @param cos {@code [side*side, channels/2]}
 * @param sin of the same shape
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/position_encoding.py#compute_axial_cis.
record RopeTables(Value cos, Value sin) {

  private static final double THETA = 10_000;

  static RopeTables of(GraphBuilder graph, int side, int channels) {
    int pairs = channels / 2;
    float[] cos = new float[side * side * pairs];
    float[] sin = new float[side * side * pairs];
    for (int t = 0; t < side * side; t++) {
      for (int pair = 0; pair < pairs; pair++) {
        double angle = angle(t % side, t / side, pair, channels);
        cos[t * pairs + pair] = (float) StrictMath.cos(angle);
        sin[t * pairs + pair] = (float) StrictMath.sin(angle);
      }
    }
    Shape shape = Shape.of(side * side, pairs);
    return new RopeTables(
        graph.constant("rope.cos", shape, cos), graph.constant("rope.sin", shape, sin));
  }

  /** The order of a projection's outputs that {@link #rotate} needs: 0, 2, 4, .., 1, 3, 5, .. */
  static int[] order(int channels) {
    int[] order = new int[channels];
    for (int i = 0; i < channels; i++) {
      order[i] = i < channels / 2 ? 2 * i : 2 * (i - channels / 2) + 1;
    }
    return order;
  }

  /** Rotates {@code [.., side*side, channels]}, reordered by {@link #order}. */
  Value rotate(Value x) {
    int half = x.dim(-1).fixed() / 2;
    List<Value> halves = x.split(x.shape().rank() - 1, half, half);
    Value a = halves.get(0);
    Value b = halves.get(1);
    return x.graph()
        .concat(x.shape().rank() - 1, a.mul(cos).sub(b.mul(sin)), a.mul(sin).add(b.mul(cos)));
  }

  private static double angle(int x, int y, int pair, int channels) {
    int quarter = channels / 4;
    double frequency = StrictMath.pow(THETA, -4.0 * (pair % quarter) / channels);
    return (pair < quarter ? x : y) * frequency;
  }
}
