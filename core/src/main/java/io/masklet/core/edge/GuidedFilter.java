package io.masklet.core.edge;

import java.nio.FloatBuffer;

/**
 * The guided filter: says of a plane what it would be if, in every small window, it were a linear
 * function of the colours of a picture. So it changes where the picture does.
 *
 * <p>Source: He, Sun, Tang, "Guided Image Filtering", TPAMI 2013, section 3.5 (colour guide).
 * Differs: windows are cut at the border.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
final class GuidedFilter {

  /** Red, green and blue. */
  private static final int CHANNELS = 3;

  /** Rows and columns of the six different entries of a symmetric 3 x 3 matrix. */
  private static final int[][] ENTRIES = {{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, 2}, {2, 2}};

  /** Planes that vary less are flat. */
  private static final float LEAST_VARIANCE = 1e-6f;

  private final int cells;
  private final float epsilon;
  private final BoxMean box;
  private final float[][] colours;
  private final float[][] means;

  /** Inverse of the colours' covariance, its diagonal lifted by epsilon. */
  private final float[][] inverse;

  private final float[] scratch;

  /**
   * @param side of all planes
   * @param radius of the windows, in cells
   * @param epsilon a variance of colour, on the scale 0 to 1, below which a window counts as flat
   */
  GuidedFilter(int side, int radius, float epsilon) {
    this.cells = side * side;
    this.epsilon = epsilon;
    this.box = new BoxMean(side, radius);
    this.colours = new float[CHANNELS][cells];
    this.means = new float[CHANNELS][cells];
    this.inverse = new float[ENTRIES.length][cells];
    this.scratch = new float[cells];
  }

  /**
   * Takes the picture that guides from now on.
   *
   * @param rgb {@code [3, side, side]}, from index 0, 0 to 1
   */
  void guide(FloatBuffer rgb) {
    for (int c = 0; c < CHANNELS; c++) {
      rgb.get(c * cells, colours[c]);
      box.of(colours[c], means[c]);
    }
    for (int e = 0; e < ENTRIES.length; e++) {
      int row = ENTRIES[e][0];
      int column = ENTRIES[e][1];
      covariance(colours[row], means[row], colours[column], means[column], inverse[e]);
    }
    for (int i = 0; i < cells; i++) {
      invert(i);
    }
  }

  private void covariance(float[] a, float[] meanA, float[] b, float[] meanB, float[] out) {
    for (int i = 0; i < cells; i++) {
      scratch[i] = a[i] * b[i];
    }
    box.of(scratch, out);
    for (int i = 0; i < cells; i++) {
      out[i] -= meanA[i] * meanB[i];
    }
  }

  /** By cofactors, in place. */
  private void invert(int i) {
    double rr = inverse[0][i] + epsilon;
    double rg = inverse[1][i];
    double rb = inverse[2][i];
    double gg = inverse[3][i] + epsilon;
    double gb = inverse[4][i];
    double bb = inverse[5][i] + epsilon;
    double r = gg * bb - gb * gb;
    double g = rb * gb - rg * bb;
    double b = rg * gb - rb * gg;
    double determinant = rr * r + rg * g + rb * b;
    inverse[0][i] = (float) (r / determinant);
    inverse[1][i] = (float) (g / determinant);
    inverse[2][i] = (float) (b / determinant);
    inverse[3][i] = (float) ((rr * bb - rb * rb) / determinant);
    inverse[4][i] = (float) ((rg * rb - rr * gb) / determinant);
    inverse[5][i] = (float) ((rr * gg - rg * rg) / determinant);
  }

  /**
   * The plane as a function of colour: at a cell it is {@code a_r * red + a_g * green + a_b * blue
   * + b}; and the share of its variance nearby that this explains, 0 to 1. Where colours explain
   * nothing the function is a blur.
   *
   * @param plane {@code [side, side]}
   * @return {@code a_r, a_g, a_b, b, share}, each {@code [side, side]}
   */
  float[][] coefficients(float[] plane) {
    float[] mean = new float[cells];
    box.of(plane, mean);
    float[][] covariances = new float[CHANNELS][cells];
    for (int c = 0; c < CHANNELS; c++) {
      covariance(colours[c], means[c], plane, mean, covariances[c]);
    }
    float[] variance = new float[cells];
    covariance(plane, mean, plane, mean, variance);
    float[][] found = new float[CHANNELS + 2][cells];
    for (int i = 0; i < cells; i++) {
      fit(i, mean[i], covariances, found);
      found[4][i] = explained(i, covariances, found, variance[i]);
    }
    for (float[] coefficient : found) {
      box.of(coefficient, coefficient);
    }
    return found;
  }

  /** Least squares in the window around one cell. */
  private void fit(int i, float mean, float[][] covariances, float[][] found) {
    float r = covariances[0][i];
    float g = covariances[1][i];
    float b = covariances[2][i];
    found[0][i] = inverse[0][i] * r + inverse[1][i] * g + inverse[2][i] * b;
    found[1][i] = inverse[1][i] * r + inverse[3][i] * g + inverse[4][i] * b;
    found[2][i] = inverse[2][i] * r + inverse[4][i] * g + inverse[5][i] * b;
    found[3][i] =
        mean - found[0][i] * means[0][i] - found[1][i] * means[1][i] - found[2][i] * means[2][i];
  }

  private static float explained(int i, float[][] covariances, float[][] found, float variance) {
    float sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      sum += found[c][i] * covariances[c][i];
    }
    return Math.max(0, Math.min(1, sum / Math.max(variance, LEAST_VARIANCE)));
  }
}
