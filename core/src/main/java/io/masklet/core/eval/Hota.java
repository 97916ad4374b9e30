package io.masklet.core.eval;

import io.masklet.core.eval.TrackOverlap.FrameOverlap;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntToDoubleFunction;

/**
 * HOTA: how well objects are found <em>and</em> told apart, whatever ids the result gives them. At
 * each of 19 thresholds of overlap it is the geometric mean of detection and association accuracy;
 * the figure is the mean over the thresholds.
 *
 * @see <a href="https://doi.org/10.1007/s11263-020-01375-2">Luiten et al., HOTA, 2021</a>
 */
// Source: JonathonLuiten/TrackEval@12c8791, trackeval/metrics/hota.py.
// Differs: pixels that are not judged are taken out of all masks, for MOTS's ignore regions.
public final class Hota {

  private static final int THRESHOLDS = 19;
  private static final double EPSILON = Math.ulp(1.0);

  /** By threshold: pairs that match, of the truth without a match, of the result without one. */
  private final double[] matched = new double[THRESHOLDS];

  private final double[] missed = new double[THRESHOLDS];
  private final double[] surplus = new double[THRESHOLDS];

  /** By threshold, summed over matches: how well the two tracks agree over time. */
  private final double[] association = new double[THRESHOLDS];

  /** By threshold, summed over matches: their overlap. */
  private final double[] overlap = new double[THRESHOLDS];

  private Hota() {}

  /** One sequence. */
  public static Hota of(TrackOverlap tracks) {
    Hota hota = new Hota();
    double[][][] together = new double[THRESHOLDS][tracks.truthCount()][tracks.resultCount()];
    double[][] alignment = alignment(tracks);
    for (FrameOverlap frame : tracks.frames()) {
      hota.count(frame, alignment, together);
    }
    for (int a = 0; a < THRESHOLDS; a++) {
      hota.association[a] = association(together[a], tracks);
    }
    return hota;
  }

  /** Several sequences as one: counts are added, so that longer ones weigh more. */
  public static Hota combined(Collection<Hota> sequences) {
    Hota sum = new Hota();
    for (Hota one : sequences) {
      for (int a = 0; a < THRESHOLDS; a++) {
        sum.matched[a] += one.matched[a];
        sum.missed[a] += one.missed[a];
        sum.surplus[a] += one.surplus[a];
        sum.association[a] += one.association[a];
        sum.overlap[a] += one.overlap[a];
      }
    }
    return sum;
  }

  private static double threshold(int a) {
    return 0.05 + 0.05 * a;
  }

  /** How well two tracks agree over the whole sequence, before anything is matched; 0 to 1. */
  private static double[][] alignment(TrackOverlap tracks) {
    double[][] potential = new double[tracks.truthCount()][tracks.resultCount()];
    for (FrameOverlap frame : tracks.frames()) {
      addPotential(frame, potential);
    }
    double[] truthFrames = tracks.truthFrames();
    double[] resultFrames = tracks.resultFrames();
    for (int t = 0; t < potential.length; t++) {
      for (int r = 0; r < potential[t].length; r++) {
        potential[t][r] /= truthFrames[t] + resultFrames[r] - potential[t][r];
      }
    }
    return potential;
  }

  private static void addPotential(FrameOverlap frame, double[][] potential) {
    double[][] iou = frame.iou();
    for (int i = 0; i < iou.length; i++) {
      double row = Arrays.stream(iou[i]).sum();
      for (int j = 0; j < iou[i].length; j++) {
        double column = 0;
        for (double[] other : iou) {
          column += other[j];
        }
        double all = row + column - iou[i][j];
        if (all > EPSILON) {
          potential[frame.truth().get(i)][frame.result().get(j)] += iou[i][j] / all;
        }
      }
    }
  }

  private void count(FrameOverlap frame, double[][] alignment, double[][][] together) {
    int wanted = frame.truth().size();
    int found = frame.result().size();
    int[] pairs = wanted == 0 || found == 0 ? new int[wanted] : match(frame, alignment);
    for (int a = 0; a < THRESHOLDS; a++) {
      int matches = 0;
      for (int i = 0; i < wanted && found > 0; i++) {
        int j = pairs[i];
        if (j >= 0 && frame.iou()[i][j] >= threshold(a) - EPSILON) {
          matches++;
          overlap[a] += frame.iou()[i][j];
          together[a][frame.truth().get(i)][frame.result().get(j)]++;
        }
      }
      matched[a] += matches;
      missed[a] += wanted - matches;
      surplus[a] += found - matches;
    }
  }

  private static int[] match(FrameOverlap frame, double[][] alignment) {
    double[][] scores = new double[frame.truth().size()][frame.result().size()];
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores[i].length; j++) {
        scores[i][j] = alignment[frame.truth().get(i)][frame.result().get(j)] * frame.iou()[i][j];
      }
    }
    return Assignment.best(scores);
  }

  private static double association(double[][] together, TrackOverlap tracks) {
    double[] truthFrames = tracks.truthFrames();
    double[] resultFrames = tracks.resultFrames();
    double sum = 0;
    for (int t = 0; t < together.length; t++) {
      for (int r = 0; r < together[t].length; r++) {
        double both = together[t][r];
        sum += both * both / Math.max(1, truthFrames[t] + resultFrames[r] - both);
      }
    }
    return sum;
  }

  /** The figure. */
  public double hota() {
    return mean(a -> Math.sqrt(detectionAt(a) * associationAt(a)));
  }

  /** Detection accuracy: matches over all that is in truth or result. */
  public double detectionAccuracy() {
    return mean(this::detectionAt);
  }

  /** Association accuracy: how well a match's two tracks agree over time. */
  public double associationAccuracy() {
    return mean(this::associationAt);
  }

  /** Mean overlap of matches; 1 at thresholds without a match, as in the reference. */
  public double localisationAccuracy() {
    return mean(a -> Math.max(1e-10, overlap[a]) / Math.max(1e-10, matched[a]));
  }

  private double detectionAt(int a) {
    return matched[a] / Math.max(1, matched[a] + missed[a] + surplus[a]);
  }

  private double associationAt(int a) {
    return association[a] / Math.max(1, matched[a]);
  }

  private static double mean(IntToDoubleFunction figure) {
    double sum = 0;
    for (int a = 0; a < THRESHOLDS; a++) {
      sum += figure.applyAsDouble(a);
    }
    return sum / THRESHOLDS;
  }
}
