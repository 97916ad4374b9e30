package io.masklet.cli.run;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.TrackerConfig;
import java.util.Locale;

/**
 * Whose rules the tracker follows, and whether objects may share pixels.
 *
 * @param policy whose rules
 * @param overlap whether objects may share pixels
 */
public record TrackingChoice(PolicyName policy, boolean overlap) {

  /** Whose rules. */
  public enum PolicyName {
    /** Every prompted frame keeps its mask. */
    MASKLET,
    /** As SAM 2's and EdgeTAM's own video predictors do it. */
    REFERENCE;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Masklet's own rules, and a pixel for one object only. */
  public static TrackingChoice defaults() {
    return new TrackingChoice(PolicyName.MASKLET, false);
  }

  /** The configuration for a model. */
  TrackerConfig config(ModelSpec spec) {
    if (policy == PolicyName.MASKLET) {
      return overlap ? TrackerConfig.defaults().overlapping() : TrackerConfig.defaults();
    }
    TrackerConfig reference = TrackerConfig.reference(spec);
    return overlap ? reference : reference.exclusive(false);
  }
}
