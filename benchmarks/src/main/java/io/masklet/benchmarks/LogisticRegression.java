package io.masklet.benchmarks;

/**
 * Logistic regression: the weights and the intercept with the least mean log loss plus half the
 * squared weights times {@code ridge}, on inputs scaled to a deviation of 1, by gradient descent.
 * Convex, so that it ends in one place from wherever it starts.
 *
 * @param weights one an input
 */
record LogisticRegression(double[] weights, double intercept) {

  private static final int STEPS = 20_000;
  private static final double RATE = 0.4;

  /**
   * Fits.
   *
   * @param inputs {@code [samples, inputs]}, finite
   * @param came one a sample, 0 to 1: yes and no, or shares
   * @param nonNegative whether weights below 0 are refused: each step is cut off there
   */
  static LogisticRegression fit(
      double[][] inputs, double[] came, double ridge, boolean nonNegative) {
    int count = inputs[0].length;
    double[] means = new double[count];
    double[] deviations = new double[count];
    double[][] scaled = scaled(inputs, means, deviations);
    double[] weights = new double[count + 1]; // the last is the intercept
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = gradient(scaled, came, weights);
      for (int k = 0; k < count; k++) {
        double next = weights[k] - RATE * (gradient[k] + ridge * weights[k]);
        weights[k] = nonNegative ? Math.max(0, next) : next;
      }
      weights[count] -= RATE * gradient[count];
    }
    double[] unscaled = new double[count];
    double intercept = weights[count];
    for (int k = 0; k < count; k++) {
      unscaled[k] = weights[k] / deviations[k];
      intercept -= unscaled[k] * means[k];
    }
    return new LogisticRegression(unscaled, intercept);
  }

  private static double[][] scaled(double[][] inputs, double[] means, double[] deviations) {
    double[][] scaled = new double[inputs.length][means.length];
    for (int k = 0; k < means.length; k++) {
      for (double[] sample : inputs) {
        means[k] += sample[k] / inputs.length;
      }
      double squares = 0;
      for (double[] sample : inputs) {
        squares += (sample[k] - means[k]) * (sample[k] - means[k]);
      }
      deviations[k] = Math.max(1e-9, Math.sqrt(squares / inputs.length));
      for (int i = 0; i < inputs.length; i++) {
        scaled[i][k] = (inputs[i][k] - means[k]) / deviations[k];
      }
    }
    return scaled;
  }

  private static double[] gradient(double[][] inputs, double[] came, double[] weights) {
    int count = weights.length - 1;
    double[] gradient = new double[count + 1];
    for (int i = 0; i < inputs.length; i++) {
      double logOdds = weights[count];
      for (int k = 0; k < count; k++) {
        logOdds += weights[k] * inputs[i][k];
      }
      double error = (1 / (1 + Math.exp(-logOdds)) - came[i]) / inputs.length;
      for (int k = 0; k < count; k++) {
        gradient[k] += error * inputs[i][k];
      }
      gradient[count] += error;
    }
    return gradient;
  }
}
