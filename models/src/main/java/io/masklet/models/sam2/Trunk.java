package io.masklet.models.sam2;

import io.masklet.models.graph.Value;
import java.util.List;

/** The part of the image encoder that differs between members of the family. */
interface Trunk {

  /**
   * Feature maps of four resolutions.
   *
   * @param pixels {@code [1, 3, S, S]}, normalised
   * @return {@code [1, C_i, S/4, S/4]}, then strides 8, 16 and 32
   */
  List<Value> features(Value pixels);

  /** The trunk that {@code config} names. */
  static Trunk of(Sam2Config config, Layers layers) {
    if (config.trunk() instanceof Sam2Config.RepVit repVit) {
      return new RepVitTrunk(repVit, layers);
    }
    if (config.trunk() instanceof Sam2Config.Hiera hiera) {
      return new HieraTrunk(hiera, layers);
    }
    throw new IllegalArgumentException("no builder for the trunk " + config.trunk());
  }
}
