package io.masklet.core.eval;

import java.util.Arrays;

/**
 * Pairs rows with columns, each at most once, so that the sum of their scores is largest.
 *
 * @see <a href="https://doi.org/10.1002/nav.3800020109">Kuhn, The Hungarian Method, 1955</a>
 */
final class Assignment {

  private Assignment() {}

  /**
   * The best pairing, every row or every column being in it.
   *
   * @param scores {@code [rows][columns]}, finite
   * @return for each row its column, or -1 if there are more rows than columns and it has none
   */
  static int[] best(double[][] scores) {
    int rows = scores.length;
    int columns = rows == 0 ? 0 : scores[0].length;
    int side = Math.max(rows, columns);
    double[][] costs = new double[side][side]; // square: what is missing costs nothing
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        costs[r][c] = -scores[r][c];
      }
    }
    int[] columnOfRow = cheapest(costs);
    int[] best = new int[rows];
    for (int r = 0; r < rows; r++) {
      best[r] = columnOfRow[r] < columns ? columnOfRow[r] : -1;
    }
    return best;
  }

  /**
   * Takes row after row into the pairing, each along a cheapest path of changes. Prices of rows and
   * columns keep all reduced costs at 0 or more. Rows and columns count from 1; 0 is none.
   */
  private static int[] cheapest(double[][] costs) {
    int side = costs.length;
    double[] rowPrice = new double[side + 1];
    double[] columnPrice = new double[side + 1];
    int[] rowOfColumn = new int[side + 1];
    for (int row = 1; row <= side; row++) {
      int[] before = new int[side + 1];
      int column = findFree(costs, row, rowPrice, columnPrice, rowOfColumn, before);
      while (column != 0) {
        rowOfColumn[column] = rowOfColumn[before[column]];
        column = before[column];
      }
    }
    int[] columnOfRow = new int[side];
    for (int column = 1; column <= side; column++) {
      columnOfRow[rowOfColumn[column] - 1] = column - 1;
    }
    return columnOfRow;
  }

  /**
   * The free column at the end of the cheapest path from a row; the path goes to {@code before}.
   */
  private static int findFree(
      double[][] costs,
      int row,
      double[] rowPrice,
      double[] columnPrice,
      int[] rowOfColumn,
      int[] before) {
    int side = costs.length;
    double[] slack = new double[side + 1];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[side + 1];
    rowOfColumn[0] = row;
    int column = 0;
    do {
      reached[column] = true;
      int from = rowOfColumn[column];
      int next = 0;
      for (int c = 1; c <= side; c++) {
        if (!reached[c]) {
          double reduced = costs[from - 1][c - 1] - rowPrice[from] - columnPrice[c];
          if (reduced < slack[c]) {
            slack[c] = reduced;
            before[c] = column;
          }
          next = next == 0 || slack[c] < slack[next] ? c : next;
        }
      }
      double step = slack[next];
      for (int c = 0; c <= side; c++) {
        if (reached[c]) {
          rowPrice[rowOfColumn[c]] += step;
          columnPrice[c] -= step;
        } else {
          slack[c] -= step;
        }
      }
      column = next;
    } while (rowOfColumn[column] != 0);
    return column;
  }
}
