package io.masklet.core.tensor;

import io.masklet.core.geom.Size;

/** Torch's two bilinear resizes written from their definitions, one output pixel at a time. */
final class SlowResize {

  private SlowResize() {}

  static float[] resize(float[] plane, Size from, Size to, boolean antialias) {
    float[] out = new float[to.pixelCount()];
    for (int y = 0; y < to.heightPx(); y++) {
      for (int x = 0; x < to.widthPx(); x++) {
        double sum = 0;
        for (int v = 0; v < from.heightPx(); v++) {
          for (int u = 0; u < from.widthPx(); u++) {
            sum +=
                weight(v, y, from.heightPx(), to.heightPx(), antialias)
                    * weight(u, x, from.widthPx(), to.widthPx(), antialias)
                    * plane[v * from.widthPx() + u];
          }
        }
        out[y * to.widthPx() + x] = (float) sum;
      }
    }
    return out;
  }

  private static double weight(int j, int i, int in, int out, boolean antialias) {
    return antialias ? antialiasWeight(j, i, in, out) : bilinearWeight(j, i, in, out);
  }

  private static double bilinearWeight(int j, int i, int in, int out) {
    float scale = (float) in / out;
    float position = Math.max(scale * (i + 0.5f) - 0.5f, 0f);
    int left = (int) position;
    float lambda = position - left;
    double weight = j == left ? 1f - lambda : 0;
    return j == Math.min(left + 1, in - 1) ? weight + lambda : weight;
  }

  private static double antialiasWeight(int j, int i, int in, int out) {
    float scale = (float) in / out;
    float support = Math.max(scale, 1f);
    float centre = scale * (i + 0.5f);
    int low = Math.max((int) (centre - support + 0.5f), 0);
    int high = Math.min((int) (centre + support + 0.5f), in);
    double sum = 0;
    for (int k = low; k < high; k++) {
      sum += Math.max(0, 1 - Math.abs((k - centre + 0.5f) / support));
    }
    boolean inside = j >= low && j < high;
    return inside ? Math.max(0, 1 - Math.abs((j - centre + 0.5f) / support)) / sum : 0;
  }
}
