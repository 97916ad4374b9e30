package io.masklet.tracker.network;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import java.nio.FloatBuffer;

/**
 * All features of a frame on one grid of stride 8, {@code [2g, 2g]}: the channels of the image
 * embedding enlarged, then those of stride 4 averaged over 2 x 2 cells, then those of stride 8.
 */
final class FeatureCells {

  private FeatureCells() {}

  /**
   * The planes of all channels.
   *
   * @return {@code [channels, 2g * 2g]}
   */
  static float[][] planes(ImageFeatures features, int gridSide) {
    int cells = gridSide * gridSide;
    int coarse = features.embedding().capacity() / cells;
    int fine = features.highRes4().capacity() / (16 * cells);
    int middle = features.highRes8().capacity() / (4 * cells);
    float[][] planes = new float[coarse + fine + middle][];
    for (int c = 0; c < coarse; c++) {
      planes[c] = doubled(plane(features.embedding(), c, cells), gridSide);
    }
    for (int c = 0; c < fine; c++) {
      planes[coarse + c] = halved(plane(features.highRes4(), c, 16 * cells), 4 * gridSide);
    }
    for (int c = 0; c < middle; c++) {
      planes[coarse + fine + c] = plane(features.highRes8(), c, 4 * cells);
    }
    return planes;
  }

  /**
   * The sum of all planes, each times its weight. Resizing is linear, so that only sums are
   * resized.
   *
   * @param weights {@code [channels]}
   * @return {@code [2g * 2g]}
   */
  static float[] weighted(ImageFeatures features, int gridSide, float[] weights) {
    int cells = gridSide * gridSide;
    int coarse = features.embedding().capacity() / cells;
    int fine = features.highRes4().capacity() / (16 * cells);
    float[] sum = doubled(sum(features.embedding(), cells, weights, 0, coarse), gridSide);
    add(sum, halved(sum(features.highRes4(), 16 * cells, weights, coarse, fine), 4 * gridSide));
    int rest = weights.length - coarse - fine;
    add(sum, sum(features.highRes8(), 4 * cells, weights, coarse + fine, rest));
    return sum;
  }

  private static float[] sum(FloatBuffer map, int cells, float[] weights, int first, int count) {
    float[] sum = new float[cells];
    float[] plane = new float[cells];
    for (int c = 0; c < count; c++) {
      map.get(c * cells, plane);
      float weight = weights[first + c];
      for (int i = 0; i < cells; i++) {
        sum[i] += weight * plane[i];
      }
    }
    return sum;
  }

  private static void add(float[] sum, float[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private static float[] plane(FloatBuffer map, int channel, int cells) {
    float[] plane = new float[cells];
    map.get(channel * cells, plane);
    return plane;
  }

  private static float[] doubled(float[] plane, int side) {
    return Resample.bilinear(new MaskLogits(Size.square(side), plane), Size.square(2 * side))
        .values();
  }

  /** Means of 2 x 2 cells. */
  static float[] halved(float[] plane, int side) {
    int half = side / 2;
    float[] means = new float[half * half];
    for (int i = 0; i < means.length; i++) {
      int at = 2 * (i / half) * side + 2 * (i % half);
      means[i] = (plane[at] + plane[at + 1] + plane[at + side] + plane[at + side + 1]) / 4;
    }
    return means;
  }
}
