package io.masklet.models.sam2;

import io.masklet.models.graph.Value;

/**
 * Maps of stride 4 and 8 as tokens of stride 16: the pixels of a 16x16 patch lie together, {@code
 * [B, tokens, pixels of the patch, channels]}.
 *
 * <p>In this order a 2x2 convolution of stride 2, and its transpose, is a plain matrix product, and
 * the layer norms between them run over the last axis: one transposition replaces two per norm.
 * Pixels of a patch are ordered coarse to fine, {@code (y1, x1, y0, x0)} where {@code y = 4*gy +
 * 2*y1 + y0}.
 *
 * <p>Channels are brought to the end first: the runtime turns a matrix fast and then moves whole
 * pixels, where one transposition of all axes would move single numbers.
 */
final class PatchOrder {

  private PatchOrder() {}

  /** {@code [B, C, 2g, 2g] -> [B, g*g, 4, C]}. */
  static Value split2(Value map, int grid) {
    return Layers.toTokens(map)
        .reshape(map.dim(0), grid, 2, grid, 2, map.dim(1))
        .transpose(0, 1, 3, 2, 4, 5)
        .reshape(map.dim(0), grid * grid, 4, map.dim(1));
  }

  /** {@code [B, C, 4g, 4g] -> [B, g*g, 16, C]}. */
  static Value split4(Value map, int grid) {
    return Layers.toTokens(map)
        .reshape(map.dim(0), grid, 2, 2, grid, 2, 2, map.dim(1))
        .transpose(0, 1, 4, 2, 5, 3, 6, 7)
        .reshape(map.dim(0), grid * grid, 16, map.dim(1));
  }

  /** {@code [B, C, g*g*16] -> [B, C, 4g, 4g]}. */
  static Value join4(Value patches, int grid) {
    return patches
        .reshape(patches.dim(0), patches.dim(1), grid, grid, 2, 2, 2, 2)
        .transpose(0, 1, 2, 4, 6, 3, 5, 7)
        .reshape(patches.dim(0), patches.dim(1), 4 * grid, 4 * grid);
  }
}
