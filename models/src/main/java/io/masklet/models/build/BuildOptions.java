package io.masklet.models.build;

import io.masklet.models.registry.GraphVariant;

/**
 * What may be chosen when graphs are built. Every choice is part of the cache's key.
 *
 * @param imageSizePx side of the square input in pixels, or 0 for the model's own
 * @param variant what the graphs are for
 */
public record BuildOptions(int imageSizePx, GraphVariant variant) {

  /** Exact graphs for the CPU. */
  public BuildOptions(int imageSizePx) {
    this(imageSizePx, GraphVariant.CPU);
  }

  /** As the model wants it, exact, for the CPU. */
  public static BuildOptions defaults() {
    return new BuildOptions(0);
  }

  /** The same for something else. */
  public BuildOptions withVariant(GraphVariant other) {
    return new BuildOptions(imageSizePx, other);
  }

  /** The side of the input for a model whose own is {@code ownPx}. */
  int imageSizePx(int ownPx) {
    return imageSizePx == 0 ? ownPx : imageSizePx;
  }
}
