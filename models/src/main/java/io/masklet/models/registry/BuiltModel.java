package io.masklet.models.registry;

import java.nio.file.Path;
import java.util.Map;

/**
 * A model whose graphs lie ready on disk.
 *
 * <p>Names, inputs and outputs of the graphs (S side of the input, g = S/16, d, m, T as in {@link
 * ModelSpec}, B objects, N prompt points, F frame memories, P object pointers; all float32 unless
 * said):
 *
 * <pre>
 * image_encoder     pixels          [1, 3, S, S]        normalised RGB
 *                -> image_embedding [1, d, g, g]
 *                   high_res_4      [1, d/8, 4g, 4g]
 *                   high_res_8      [1, d/4, 2g, 2g]
 * memory_attention  image_embedding [1, d, g, g]
 *                   memory          [B, F, T, m]
 *                   temporal_index  [F] int64           6 for conditioning frames, else age - 1
 *                   pointers        [B, P, d]           P may be 0
 *                   pointer_time    [P]                 age / (maxObjectPointers - 1)
 *                -> features        [B, d, g, g]
 * mask_decoder      features        [B, d, g, g]
 *                   high_res_4, high_res_8              as above, batch 1
 *                   points          [B, N, 2]           model pixels, x then y; padding included
 *                   labels          [B, N] int64        -1 none, 0 negative, 1 positive, 2/3 box
 *                   mask_input      [B, 1, 4g, 4g]      logits
 *                   has_mask        [B, 1, 1, 1]        1 or 0
 *                -> masks           [B, 4, 4g, 4g]      logits: single-mask token, then three
 *                   iou             [B, 4]
 *                   object_score    [B, 1]
 *                   pointers        [B, 4, d]           before mixing with no_obj_ptr
 * memory_encoder    image_embedding [1, d, g, g]        before memory attention
 *                   mask_logits     [B, 1, h, h]        resized to S, so h may be 4g or S
 *                   binarize        [B, 1, 1, 1]        1 for masks of prompted frames, else 0
 *                   object_score    [B, 1]
 *                -> memory          [B, T, m]
 * </pre>
 *
 * @param name the name it is registered under, such as {@code pocket}
 * @param spec sizes and policy
 * @param variant what the graphs are for
 * @param graphs path of each graph by the names above, without suffix
 * @param constants small tensors the tracker applies itself: {@code no_mem_embed} [d], {@code
 *     no_obj_ptr} [d], {@code mask_downsample.weight} [16] (4x4, row-major) and {@code
 *     mask_downsample.bias} [1]
 */
public record BuiltModel(
    String name,
    ModelSpec spec,
    GraphVariant variant,
    Map<String, Path> graphs,
    Map<String, float[]> constants) {

  public static final String IMAGE_ENCODER = "image_encoder";
  public static final String MEMORY_ATTENTION = "memory_attention";
  public static final String MASK_DECODER = "mask_decoder";
  public static final String MEMORY_ENCODER = "memory_encoder";

  public BuiltModel {
    graphs = Map.copyOf(graphs);
    constants = Map.copyOf(constants);
  }

  /** Path of one of the four graphs. */
  public Path graph(String graphName) {
    Path path = graphs.get(graphName);
    if (path == null) {
      throw new IllegalArgumentException(
          "model %s: expected a graph named %s, got %s"
              .formatted(name, graphName, graphs.keySet()));
    }
    return path;
  }

  /** One of the small tensors the tracker applies itself. */
  public float[] constant(String constantName) {
    float[] values = constants.get(constantName);
    if (values == null) {
      throw new IllegalArgumentException(
          "model %s: expected a constant named %s, got %s"
              .formatted(name, constantName, constants.keySet()));
    }
    return values;
  }
}
