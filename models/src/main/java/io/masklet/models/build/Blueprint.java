package io.masklet.models.build;

import io.masklet.models.checkpoint.CheckpointException;
import io.masklet.models.checkpoint.StateDict;
import io.masklet.models.registry.ModelException;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.ModelSpec;
import io.masklet.models.sam2.Recognition;
import io.masklet.models.sam2.Sam2Config;
import io.masklet.models.sam2.Sam2Graphs;

/**
 * Everything that must be known to build the graphs of a model.
 *
 * @param config for the graphs
 * @param spec for the tracker
 */
record Blueprint(Sam2Config config, ModelSpec spec) {

  private static final int POCKET_MEMORIES = 3;

  /** See docs/decisions/0013-boxes-are-inset.md. */
  private static final double POCKET_BOX_INSET = 0.05;

  /**
   * What the manifest says of the network, and its weights.
   *
   * @throws ModelException if the network cannot be what {@code options} ask for
   */
  static Blueprint of(ModelManifest manifest, StateDict weights, BuildOptions options) {
    int side = options.imageSizePx(manifest.network().imageSize());
    if (manifest.network() instanceof ModelManifest.Config config) {
      return described(manifest.name(), config, side);
    }
    return recognised(manifest.name(), weights, side);
  }

  private static Blueprint recognised(String name, StateDict weights, int side) {
    try {
      Recognition recognition = Recognition.of(weights);
      Sam2Config config = recognition.config(name, side);
      return new Blueprint(config, spec(config, weights, !recognition.family().equals("pocket")));
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new ModelException("model %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * @param asReference whether the tracker follows the reference, or what pocket was trained for
   */
  private static ModelSpec spec(Sam2Config config, StateDict weights, boolean asReference) {
    return new ModelSpec(
        config.imageSizePx(),
        config.dModel(),
        config.memDim(),
        new Sam2Graphs(config, weights).memoryTokens(),
        ModelSpec.NUM_MASKMEM,
        asReference ? ModelSpec.NUM_MASKMEM - 1 : POCKET_MEMORIES,
        ModelSpec.MAX_OBJECT_POINTERS,
        asReference,
        !asReference,
        !asReference,
        !asReference,
        asReference ? 0 : POCKET_BOX_INSET);
  }

  private static Blueprint described(String name, ModelManifest.Config config, int side) {
    if (side != config.imageSize()) {
      throw new ModelException(
          "%s takes pictures of %d px and no others, not %d px"
              .formatted(name, config.imageSize(), side));
    }
    return new Blueprint(network(name, config), spec(config));
  }

  private static Sam2Config network(String name, ModelManifest.Config config) {
    if (!config.trunk().type().equals("repvit")) {
      throw new ModelException(
          "model %s: expected trunk type repvit, received %s"
              .formatted(name, config.trunk().type()));
    }
    return new Sam2Config(
        name,
        config.imageSize(),
        new Sam2Config.RepVit(config.trunk().widths(), config.trunk().depths()),
        config.dModel(),
        config.memDim(),
        config.decoder().heads(),
        config.decoder().mlpDim(),
        config.memoryAttention().layers(),
        config.memoryAttention().feedForward());
  }

  private static ModelSpec spec(ModelManifest.Config config) {
    int grid = config.imageSize() / 16;
    return new ModelSpec(
        config.imageSize(),
        config.dModel(),
        config.memDim(),
        grid * grid,
        ModelSpec.NUM_MASKMEM,
        config.recentMemories(),
        ModelSpec.MAX_OBJECT_POINTERS,
        config.multimaskOutputForTracking(),
        config.guidedEdges(),
        config.appearance(),
        config.closerLook(),
        config.boxInset());
  }
}
