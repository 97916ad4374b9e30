package io.masklet.tracker.image;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * How far cells of a grid lie from one of them, along paths that avoid edges: a step costs its
 * length and the difference of the two cells' features.
 *
 * <p><b>Ownership.</b> The features are read, never kept beyond their owner's life. <b>Threads.</b>
 * One caller at a time.
 */
// Source: A. Criminisi et al., "GeoS: Geodesic Image Segmentation", ECCV 2008. Differs: features of
// the network instead of colours, exact shortest paths instead of raster scans.
final class FeatureDistance {

  /** What a path straight across the grid costs where all features are alike. */
  private static final float ACROSS = 5.6f;

  /** What a step costs between features that lie one standard deviation apart. */
  private static final float DEVIATION = 0.3f;

  private static final int[] STEP_X = {1, -1, 0, 0, 1, 1, -1, -1};
  private static final int[] STEP_Y = {0, 0, 1, -1, 1, -1, 1, -1};

  private final FloatBuffer features;
  private final int channels;
  private final int side;
  private final float perFeature;

  private record Cell(int index, float distance) {}

  /**
   * @param features {@code [1, C, side, side]}
   */
  FeatureDistance(FloatBuffer features, int side) {
    this.features = features;
    this.side = side;
    this.channels = features.capacity() / (side * side);
    this.perFeature = (float) (DEVIATION / Math.max(1e-6, Math.sqrt(variance())));
  }

  /**
   * Shortest paths from a cell.
   *
   * @param limit what lies farther gets {@link Float#POSITIVE_INFINITY}
   * @return {@code [side, side]}
   */
  float[] from(int x, int y, float limit) {
    float[] distances = new float[side * side];
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    PriorityQueue<Cell> open = new PriorityQueue<>((a, b) -> Float.compare(a.distance, b.distance));
    distances[y * side + x] = 0;
    open.add(new Cell(y * side + x, 0));
    for (Cell cell = open.poll(); cell != null; cell = open.poll()) {
      if (cell.distance == distances[cell.index]) { // else a shorter way was found since
        visitNeighbours(cell, distances, limit, open);
      }
    }
    return distances;
  }

  private void visitNeighbours(
      Cell cell, float[] distances, float limit, PriorityQueue<Cell> open) {
    for (int i = 0; i < STEP_X.length; i++) {
      int x = cell.index % side + STEP_X[i];
      int y = cell.index / side + STEP_Y[i];
      if (x < 0 || y < 0 || x >= side || y >= side) {
        continue;
      }
      int next = y * side + x;
      float distance = cell.distance + cost(cell.index, next, i >= 4);
      if (distance < distances[next] && distance <= limit) {
        distances[next] = distance;
        open.add(new Cell(next, distance));
      }
    }
  }

  private float cost(int from, int to, boolean diagonal) {
    float sum = 0;
    for (int c = 0, plane = 0; c < channels; c++, plane += side * side) {
      float difference = features.get(plane + from) - features.get(plane + to);
      sum += difference * difference;
    }
    double length = (diagonal ? Math.sqrt(2) : 1) * ACROSS / side;
    return (float) (length + perFeature * Math.sqrt(sum));
  }

  /** Of the features about their mean, summed over the channels. */
  private double variance() {
    int area = side * side;
    double variance = 0;
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = c * area; i < (c + 1) * area; i++) {
        double value = features.get(i);
        sum += value;
        squares += value * value;
      }
      variance += squares / area - sum / area * (sum / area);
    }
    return variance;
  }
}
