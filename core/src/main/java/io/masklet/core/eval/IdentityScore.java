package io.masklet.core.eval;

import io.masklet.core.eval.TrackOverlap.FrameOverlap;
import java.util.Collection;

/**
 * IDF1: how long each object is followed under one and the same id. Every object of the truth is
 * paired with at most one of the result, for the whole sequence, so that as many frames as can be
 * have an overlap of at least 0.5.
 *
 * @param right frames of paired objects that overlap
 * @param missed frames of the truth that do not
 * @param surplus frames of the result that do not
 * @see <a href="https://arxiv.org/abs/1609.01775">Ristani et al., Performance Measures and a Data
 *     Set for Multi-Target, Multi-Camera Tracking, 2016</a>
 */
// Source: JonathonLuiten/TrackEval@12c8791, trackeval/metrics/identity.py. There the pairing makes
// missed + surplus smallest; that is total - 2 right, so here it makes right largest.
public record IdentityScore(long right, long missed, long surplus) {

  private static final double OVERLAPS = 0.5;

  /** One sequence. */
  public static IdentityScore of(TrackOverlap tracks) {
    double[][] frames = new double[tracks.truthCount()][tracks.resultCount()];
    long truth = 0;
    long result = 0;
    for (FrameOverlap frame : tracks.frames()) {
      truth += frame.truth().size();
      result += frame.result().size();
      for (int i = 0; i < frame.iou().length; i++) {
        for (int j = 0; j < frame.iou()[i].length; j++) {
          if (frame.iou()[i][j] >= OVERLAPS) {
            frames[frame.truth().get(i)][frame.result().get(j)]++;
          }
        }
      }
    }
    long right = 0;
    int[] pairs = Assignment.best(frames);
    for (int t = 0; t < pairs.length; t++) {
      right += pairs[t] < 0 ? 0 : (long) frames[t][pairs[t]];
    }
    return new IdentityScore(right, truth - right, result - right);
  }

  /** Several sequences as one: counts are added. */
  public static IdentityScore combined(Collection<IdentityScore> sequences) {
    return new IdentityScore(
        sequences.stream().mapToLong(IdentityScore::right).sum(),
        sequences.stream().mapToLong(IdentityScore::missed).sum(),
        sequences.stream().mapToLong(IdentityScore::surplus).sum());
  }

  /** The figure, 0 to 1; 0 if there is nothing in either. */
  public double idf1() {
    return right / Math.max(1, right + 0.5 * surplus + 0.5 * missed);
  }
}
