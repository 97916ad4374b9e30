package io.masklet.models.sam2;

import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.graph.GraphBuilder;
import io.masklet.models.graph.Shape;
import io.masklet.models.graph.Value;

/**
 * What the tokens of one frame memory stand for: first those that belong to no place in the image,
 * then those of a square grid, row-major.
 *
 * <p>In SAM 2 every pixel of the embedding is a token. EdgeTAM has compressed them to 256 that have
 * seen the whole image and a grid of 16 x 16, whatever the size of the input; see {@link
 * SpatialPerceiver}.
 *
 * @param placeless how many tokens have no place
 * @param side of the grid
 */
record MemoryLayout(int placeless, int side) {

  /** As the weights tell. */
  static MemoryLayout of(Sam2Config config, StateDict weights) {
    return SpatialPerceiver.isIn(weights)
        ? SpatialPerceiver.layout(config, weights)
        : new MemoryLayout(0, config.gridSide());
  }

  /** Tokens T of one frame memory. */
  int tokens() {
    return placeless + side * side;
  }

  /** Sine position of every token, zeros for those without a place; {@code [T, channels]}. */
  Value position(GraphBuilder graph, int channels) {
    float[] grid = SinePosition.ofMap(side, channels);
    float[] position = new float[tokens() * channels];
    System.arraycopy(grid, 0, position, placeless * channels, grid.length);
    return graph.constant("memory_position", Shape.of(tokens(), channels), position);
  }
}
