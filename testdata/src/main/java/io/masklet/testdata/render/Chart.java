package io.masklet.testdata.render;

import java.util.stream.IntStream;

/**
 * A slow colour function over a rectangle, computed once on a grid and then looked up: what takes
 * ten noises a pixel takes four additions from a chart. Between grid points colours are blended;
 * outside, the nearest edge counts.
 */
final class Chart {

  /** A colour at a place; {@code rgb} receives linear RGB. */
  interface Painter {
    void paint(double u, double v, double[] rgb);
  }

  private final double left;
  private final double top;
  private final double cell;
  private final int columns;
  private final int rows;
  private final float[] rgb;

  /** A chart of {@code columns} by {@code rows} cells of size {@code cell} from (left, top). */
  Chart(double left, double top, double cell, int columns, int rows, Painter painter) {
    this.left = left;
    this.top = top;
    this.cell = cell;
    this.columns = columns;
    this.rows = rows;
    rgb = new float[3 * columns * rows];
    IntStream.range(0, rows).parallel().forEach(row -> fill(row, painter));
  }

  private void fill(int row, Painter painter) {
    double[] colour = new double[3];
    for (int column = 0; column < columns; column++) {
      painter.paint(left + column * cell, top + row * cell, colour);
      for (int c = 0; c < 3; c++) {
        rgb[3 * (row * columns + column) + c] = (float) colour[c];
      }
    }
  }

  /** Reads the colour at (u, v) into {@code colour}. */
  void read(double u, double v, double[] colour) {
    double x = Math.max(0, Math.min(columns - 1.001, (u - left) / cell));
    double y = Math.max(0, Math.min(rows - 1.001, (v - top) / cell));
    int column = (int) x;
    int row = (int) y;
    double a = x - column;
    double b = y - row;
    int above = 3 * (row * columns + column);
    int below = above + 3 * columns;
    for (int c = 0; c < 3; c++) {
      colour[c] =
          (1 - b) * ((1 - a) * rgb[above + c] + a * rgb[above + 3 + c])
              + b * ((1 - a) * rgb[below + c] + a * rgb[below + 3 + c]);
    }
  }
}
