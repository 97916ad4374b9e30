package io.masklet.core.review;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What speaks against one object's mask in one frame, by signal. A mask that is wrong is mostly
 * wrong for a while, so the neighbours have their say: see {@link EvidenceReader}.
 */
public final class Evidence {

  private final Sighting sighting;
  private final Map<Signal, Double> doubts;
  private final Map<Signal, Double> worst;

  /**
   * @param doubts mean of the signals' inputs nearby; NaN for one that nobody measured
   * @param worst the figure with the largest input nearby, as people read it
   */
  Evidence(Sighting sighting, Map<Signal, Double> doubts, Map<Signal, Double> worst) {
    this.sighting = sighting;
    this.doubts = new EnumMap<>(doubts);
    this.worst = new EnumMap<>(worst);
  }

  public Sighting sighting() {
    return sighting;
  }

  /** 0 where nothing is wrong, larger where more is; NaN if nobody measured it. */
  public double doubt(Signal signal) {
    return Objects.requireNonNull(doubts.get(signal));
  }

  /** The figure that people read; NaN if nobody measured it. */
  public double worst(Signal signal) {
    return Objects.requireNonNull(worst.get(signal));
  }
}
