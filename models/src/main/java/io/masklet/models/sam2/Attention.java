package io.masklet.models.sam2;

import io.masklet.models.graph.Dim;
import io.masklet.models.graph.Quantized;
import io.masklet.models.graph.Value;
import java.util.Arrays;

/**
 * Scaled dot-product attention without the fused kernel, in two ways. Both take queries {@code [B,
 * L, h*c]}, keys {@code [B, M, h*c]} and values {@code [B, M, h*v]} and give {@code [B, L, h*v]}.
 */
final class Attention {

  /**
   * Queries whose scores exist at one time: few enough that the scores of a long memory stay small
   * beside the model, enough that packing the keys anew for each lot costs nothing.
   */
  private static final int ROWS = 512;

  private Attention() {}

  /** With standard operators and nothing else; all scores exist at one time. */
  static Value plain(Value queries, Value keys, Value values, int heads) {
    Value q = split(queries, heads).mul(queries.graph().scalar(scale(queries, heads)));
    Value k = heads == 1 ? keys.transpose(0, 2, 1) : split(keys, heads).transpose(0, 1, 3, 2);
    Value seen = q.matMul(k).softmax().matMul(split(values, heads));
    return heads == 1 ? seen : join(seen);
  }

  /**
   * With products of queries and keys in 8 bits. The queries share one scale, each key has its own.
   * What the scores weigh stays float32: most weights of a long memory are too small for 8 bits.
   */
  static Value int8(Value queries, Value keys, Value values, int heads) {
    Quantized q = split(queries, heads).quantize();
    Value k = split(keys, heads);
    Quantized columns =
        k.quantizeSigned(k.shape().rank() - 1).transposed().times(scale(queries, heads));
    Value v = split(values, heads);
    int axis = k.shape().rank() - 2;
    Value[] seen =
        q.split(axis, lots(queries.dim(1))).stream()
            .map(lot -> lot.matMul(columns).softmax().matMul(v))
            .toArray(Value[]::new);
    Value all = seen.length == 1 ? seen[0] : queries.graph().concat(axis, seen);
    return heads == 1 ? all : join(all);
  }

  private static int[] lots(Dim rows) {
    int count = rows.fixed();
    int[] lots = new int[-Math.floorDiv(-count, ROWS)];
    Arrays.fill(lots, ROWS);
    lots[lots.length - 1] = count - (lots.length - 1) * ROWS;
    return lots;
  }

  private static float scale(Value queries, int heads) {
    return (float) (1 / Math.sqrt((double) queries.dim(-1).fixed() / heads));
  }

  /** {@code [B, L, h*c] -> [B, h, L, c]}; a single head stays as it is. */
  private static Value split(Value x, int heads) {
    return heads == 1
        ? x
        : x.reshape(x.dim(0), x.dim(1), heads, x.dim(2).fixed() / heads).transpose(0, 2, 1, 3);
  }

  /** {@code [B, h, L, c] -> [B, L, h*c]}. */
  private static Value join(Value x) {
    int channels = x.dim(1).fixed() * x.dim(3).fixed();
    return x.transpose(0, 2, 1, 3).reshape(x.dim(0), x.dim(2), channels);
  }
}
