package io.masklet.tracker.network;

/** Solves linear equations whose matrix is symmetric and positive definite. */
final class Cholesky {

  private Cholesky() {}

  /**
   * The solution of {@code matrix * x = right}.
   *
   * @param matrix {@code [n, n]}, of which the lower triangle is read; overwritten
   * @param right {@code [n]}; overwritten by the solution
   * @return {@code right}
   */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j] - dot(matrix[i], matrix[j], j);
        matrix[i][j] = i == j ? Math.sqrt(rest) : rest / matrix[j][j];
      }
      right[i] = (right[i] - dot(matrix[i], right, i)) / matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      right[i] /= matrix[i][i];
      for (int j = 0; j < i; j++) {
        right[j] -= matrix[i][j] * right[i];
      }
    }
    return right;
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
