package io.masklet.core.mask;

/**
 * The 8-connected pieces of a mask: pixels that touch by an edge or a corner belong together.
 *
 * <p>Two passes over the rows with a union-find of provisional labels.
 */
public final class ConnectedComponents {

  private final int[] labels;
  private final int[] areas;

  private ConnectedComponents(int[] labels, int[] areas) {
    this.labels = labels;
    this.areas = areas;
  }

  /** Finds the pieces of the set pixels. */
  public static ConnectedComponents of(Bitmap mask) {
    Builder builder = new Builder(mask);
    builder.labelRows();
    return builder.settle();
  }

  /** Number of pixels of the piece that pixel {@code i} (row-major) belongs to; 0 if not set. */
  public int areaAt(int i) {
    return areas[labels[i]];
  }

  private static final class Builder {

    private final Bitmap mask;
    private final int width;
    private final int[] labels;

    /** Parent of each provisional label; a root is its own parent. Label 0 is "not set". */
    private int[] parents = new int[64];

    private int count = 1;

    Builder(Bitmap mask) {
      this.mask = mask;
      this.width = mask.size().widthPx();
      this.labels = new int[mask.size().pixelCount()];
    }

    void labelRows() {
      for (int y = 0; y < mask.size().heightPx(); y++) {
        for (int x = mask.nextSetInRow(0, y); x >= 0; x = mask.nextSetInRow(x + 1, y)) {
          labels[y * width + x] = labelFromNeighbours(x, y);
        }
      }
    }

    /** Joins the four neighbours that were visited before: left, and three above. */
    private int labelFromNeighbours(int x, int y) {
      int i = y * width + x;
      int label = x > 0 ? labels[i - 1] : 0;
      if (y > 0) {
        for (int nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, width - 1); nx++) {
          label = join(label, labels[(y - 1) * width + nx]);
        }
      }
      return label != 0 ? label : newLabel();
    }

    private int join(int a, int b) {
      if (a == 0 || b == 0 || a == b) {
        return Math.max(a, b);
      }
      int rootA = root(a);
      int rootB = root(b);
      int root = Math.min(rootA, rootB);
      parents[Math.max(rootA, rootB)] = root;
      return root;
    }

    private int root(int label) {
      while (parents[label] != label) {
        parents[label] = parents[parents[label]]; // halves the path for whoever comes next
        label = parents[label];
      }
      return label;
    }

    private int newLabel() {
      if (count == parents.length) {
        parents = java.util.Arrays.copyOf(parents, 2 * count);
      }
      parents[count] = count;
      return count++;
    }

    ConnectedComponents settle() {
      int[] areas = new int[count];
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] != 0) {
          labels[i] = root(labels[i]);
          areas[labels[i]]++;
        }
      }
      return new ConnectedComponents(labels, areas);
    }
  }
}
