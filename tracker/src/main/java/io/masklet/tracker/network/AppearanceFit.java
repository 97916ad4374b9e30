package io.masklet.tracker.network;

import io.masklet.core.mask.MaskLogits;
import org.jspecify.annotations.Nullable;

/**
 * Learns what an object looks like from one frame and its mask: ridge regression of "inside or
 * outside" on the features of every cell, in closed form.
 *
 * <p>Idea: Robinson et al., "Learning Fast and Robust Target Models for Video Object Segmentation",
 * CVPR 2020, where a target model is learned for each object beside a network trained once for all.
 * Differs: one linear layer, learned from given masks only, and no network behind it.
 */
final class AppearanceFit {

  /** The ridge, in shares of the number of cells. */
  private static final double RIDGE = 0.01;

  /** Added to deviations, so that channels that never vary say nothing. */
  private static final double LEAST_DEVIATION = 1e-4;

  private final float[][] planes;
  private final int cells;
  private final double[] means;
  private final double[] deviations;

  private AppearanceFit(float[][] planes) {
    this.planes = planes;
    this.cells = planes[0].length;
    this.means = new double[planes.length];
    this.deviations = new double[planes.length];
  }

  /**
   * Looks at one frame.
   *
   * @param mask {@code [4g, 4g]}, the object where greater than 0
   * @return null if the mask leaves nothing to tell apart: it is empty or everything, or so thin
   *     that no cell of stride 8 lies inside
   */
  static @Nullable Appearance of(ImageFeatures features, MaskLogits mask) {
    int side = mask.size().widthPx();
    float[] targets = targets(mask.values(), side);
    int inside = 0;
    for (float target : targets) {
      inside += target > 0 ? 1 : 0;
    }
    return inside == 0 || inside == targets.length
        ? null
        : new AppearanceFit(FeatureCells.planes(features, side / 4)).fit(targets, inside);
  }

  /** From -1 outside to 1 inside, {@code [2g * 2g]}. */
  private static float[] targets(float[] logits, int side) {
    float[] signs = new float[logits.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = logits[i] > 0 ? 1 : -1;
    }
    return FeatureCells.halved(signs, side);
  }

  private Appearance fit(float[] targets, int inside) {
    measure();
    int unknowns = planes.length + 1;
    double[][] left = new double[unknowns][unknowns];
    double[] right = new double[unknowns];
    double insideWeight = Math.sqrt(0.5 * cells / inside);
    double outsideWeight = Math.sqrt(0.5 * cells / (cells - inside));
    double[] cell = new double[unknowns];
    for (int i = 0; i < cells; i++) {
      for (int c = 0; c < planes.length; c++) {
        cell[c] = (planes[c][i] - means[c]) / deviations[c];
      }
      cell[unknowns - 1] = 1;
      learn(cell, targets[i], targets[i] > 0 ? insideWeight : outsideWeight, left, right);
    }
    for (int i = 0; i < unknowns; i++) {
      left[i][i] += RIDGE * cells;
    }
    return inOriginalUnits(Cholesky.solve(left, right));
  }

  private static void learn(
      double[] cell, double target, double weight, double[][] left, double[] right) {
    for (int i = 0; i < cell.length; i++) {
      double weighted = weight * cell[i];
      right[i] += weighted * target;
      double[] row = left[i];
      for (int j = 0; j <= i; j++) {
        row[j] += weighted * cell[j];
      }
    }
  }

  private void measure() {
    for (int c = 0; c < planes.length; c++) {
      double sum = 0;
      double squares = 0;
      for (float value : planes[c]) {
        sum += value;
        squares += (double) value * value;
      }
      means[c] = sum / cells;
      double variance = Math.max(0, squares / cells - means[c] * means[c]);
      deviations[c] = Math.sqrt(variance) + LEAST_DEVIATION;
    }
  }

  private Appearance inOriginalUnits(double[] solution) {
    float[] weights = new float[planes.length];
    double bias = solution[planes.length];
    for (int c = 0; c < weights.length; c++) {
      weights[c] = (float) (solution[c] / deviations[c]);
      bias -= solution[c] * means[c] / deviations[c];
    }
    return new Appearance(weights, (float) bias);
  }
}
