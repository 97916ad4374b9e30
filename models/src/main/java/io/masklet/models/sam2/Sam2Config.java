package io.masklet.models.sam2;

import java.util.List;

/**
 * Every number of a network that cannot be seen in the shapes of its weights.
 *
 * <p>What a member of the family has or has not (temporal encoding of pointers, embedding of hidden
 * objects, squeeze-and-excite) is told by its state dict.
 *
 * @param name for messages: {@code pocket}
 * @param imageSizePx side of the square input; a multiple of 32
 * @param trunk the image trunk
 * @param dModel width d of image embedding, tokens and object pointers; a multiple of memDim
 * @param memDim width m of a memory token
 * @param decoderHeads attention heads of the mask decoder
 * @param decoderMlpDim hidden width between the decoder's attentions
 * @param memoryLayers layers of memory attention
 * @param memoryFeedForward hidden width between its attentions
 */
public record Sam2Config(
    String name,
    int imageSizePx,
    TrunkConfig trunk,
    int dModel,
    int memDim,
    int decoderHeads,
    int decoderMlpDim,
    int memoryLayers,
    int memoryFeedForward) {

  /** Mask tokens of the decoder: one for the single mask, three for ambiguous prompts. */
  static final int MASKS = 4;

  public Sam2Config {
    require(imageSizePx > 0 && imageSizePx % 32 == 0, name, "imageSize", imageSizePx, 32);
    require(dModel % 8 == 0 && dModel % memDim == 0, name, "dModel", dModel, memDim);
    require(dModel / 2 % decoderHeads == 0, name, "dModel / 2", dModel / 2, decoderHeads);
  }

  /**
   * This network for another size of input. It builds and runs; how well it does is another matter,
   * for it was not trained so.
   *
   * @throws IllegalArgumentException if the size is no multiple of 32
   */
  public Sam2Config at(String newName, int newImageSizePx) {
    return new Sam2Config(
        newName,
        newImageSizePx,
        trunk,
        dModel,
        memDim,
        decoderHeads,
        decoderMlpDim,
        memoryLayers,
        memoryFeedForward);
  }

  /** Side g of the image embedding, stride 16. */
  int gridSide() {
    return imageSizePx / 16;
  }

  /** Tokens T of the image embedding. */
  int tokens() {
    return gridSide() * gridSide();
  }

  /** Which image trunk, with its sizes. */
  public sealed interface TrunkConfig {}

  /**
   * RepViT as in timm's {@code repvit_m1} with {@code legacy=True}.
   *
   * @param widths channels of each stage, finest first
   * @param depths blocks of each stage
   */
  public record RepVit(List<Integer> widths, List<Integer> depths) implements TrunkConfig {

    public RepVit {
      widths = List.copyOf(widths);
      depths = List.copyOf(depths);
      if (widths.size() != 4 || depths.size() != 4) {
        throw new IllegalArgumentException(
            "repvit trunk: expected widths and depths of 4 stages, got %s and %s"
                .formatted(widths, depths));
      }
    }
  }

  /**
   * Hiera, the transformer trunk of SAM 2. Width and number of heads double at every stage after
   * the first.
   *
   * @param width channels of the first stage
   * @param heads attention heads of the first stage
   * @param depths blocks of each stage
   * @param globalBlocks blocks, counted through all stages, that look at the whole map
   * @param windows side of the windows all other blocks of a stage look at, in tokens
   */
  public record Hiera(
      int width, int heads, List<Integer> depths, List<Integer> globalBlocks, List<Integer> windows)
      implements TrunkConfig {

    public Hiera {
      depths = List.copyOf(depths);
      globalBlocks = List.copyOf(globalBlocks);
      windows = List.copyOf(windows);
      if (depths.size() != 4 || windows.size() != 4) {
        throw new IllegalArgumentException(
            "hiera trunk: expected depths and windows of 4 stages, got %s and %s"
                .formatted(depths, windows));
      }
      if (heads <= 0 || width % heads != 0) {
        throw new IllegalArgumentException(
            "hiera trunk: expected a width that is a multiple of its heads, got %d and %d"
                .formatted(width, heads));
      }
    }
  }

  private static void require(boolean holds, String name, String field, int value, int multiple) {
    if (!holds) {
      throw new IllegalArgumentException(
          "config of %s: expected %s to be a positive multiple of %d, got %d"
              .formatted(name, field, multiple, value));
    }
  }
}
