package io.masklet.core.eval;

import io.masklet.core.eval.Statistics.Quarters;
import java.util.List;

/**
 * How well one object was followed through one sequence.
 *
 * @param sequence its name
 * @param objectId as in the truth
 * @param frames those that count, in order
 */
public record ObjectScore(String sequence, int objectId, List<FrameScore> frames) {

  public ObjectScore {
    frames = List.copyOf(frames);
  }

  public Statistics j(Quarters quarters) {
    return Statistics.of(frames.stream().mapToDouble(FrameScore::j).toArray(), quarters);
  }

  public Statistics f(Quarters quarters) {
    return Statistics.of(frames.stream().mapToDouble(FrameScore::f).toArray(), quarters);
  }

  /** Mean of mean J and mean F. */
  public double jAndF() {
    return (j(Quarters.EXACT).mean() + f(Quarters.EXACT).mean()) / 2;
  }
}
