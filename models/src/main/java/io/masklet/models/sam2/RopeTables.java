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
 * <p>Places are whole numbers from 0, never scaled: the 16 x 16 tokens that EdgeTAM keeps of a
 * frame lie, for its attention, in the corner of the image.
 *
 * @param cos {@code [tokens, channels/2]}
 * @param sin of the same shape
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/modeling/position_encoding.py#compute_axial_cis.
record RopeTables(Value cos, Value sin) {

  private static final double THETA = 10_000;

  /** For the tokens of a square map. */
  static RopeTables of(GraphBuilder graph, int side, int channels) {
    return of(graph, new MemoryLayout(0, side), channels);
  }

  /** For the tokens of one frame memory; those without a place stay as they are. */
  static RopeTables of(GraphBuilder graph, MemoryLayout layout, int channels) {
    int pairs = channels / 2;
    float[] cos = new float[layout.tokens() * pairs];
    float[] sin = new float[layout.tokens() * pairs];
    for (int token = 0; token < layout.tokens(); token++) {
      int t = token - layout.placeless();
      for (int pair = 0; pair < pairs; pair++) {
        double angle = t < 0 ? 0 : angle(t % layout.side(), t / layout.side(), pair, channels);
        cos[token * pairs + pair] = (float) StrictMath.cos(angle);
        sin[token * pairs + pair] = (float) StrictMath.sin(angle);
      }
    }
    Shape shape = Shape.of(layout.tokens(), pairs);
    String name = "rope_%d_%d".formatted(layout.placeless(), layout.side());
    return new RopeTables(
        graph.constant(name + ".cos", shape, cos), graph.constant(name + ".sin", shape, sin));
  }

  /** The order of a projection's outputs that {@link #rotate} needs: 0, 2, 4, .., 1, 3, 5, .. */
  static int[] order(int channels) {
    int[] order = new int[channels];
    for (int i = 0; i < channels; i++) {
      order[i] = i < channels / 2 ? 2 * i : 2 * (i - channels / 2) + 1;
    }
    return order;
  }

  /** Rotates {@code [.., tokens, channels]}, reordered by {@link #order}. */
  Value rotate(Value x) {
    return x.rotate(cos, sin);
  }

  /** The same with standard operators and nothing else. */
  Value rotateByParts(Value x) {
    int last = x.shape().rank() - 1;
    int half = x.dim(last).fixed() / 2;
    List<Value> halves = x.split(last, half, half);
    Value a = halves.get(0);
    Value b = halves.get(1);
    return x.graph().concat(last, a.mul(cos).sub(b.mul(sin)), a.mul(sin).add(b.mul(cos)));
  }

  private static double angle(int x, int y, int pair, int channels) {
    int quarter = channels / 4;
    double frequency = StrictMath.pow(THETA, -4.0 * (pair % quarter) / channels);
    return (pair < quarter ? x : y) * frequency;
  }
}
