package io.masklet.models.build;

/**
 * What may be chosen when graphs are built. Every choice is part of the cache's key.
 *
 * @param imageSizePx side of the square input in pixels, or 0 for the model's own
 */
public record BuildOptions(int imageSizePx) {

  /** As the model wants it. */
  public static BuildOptions defaults() {
    return new BuildOptions(0);
  }

  /** The side of the input for a model whose own is {@code ownPx}. */
  int imageSizePx(int ownPx) {
    return imageSizePx == 0 ? ownPx : imageSizePx;
  }
}
