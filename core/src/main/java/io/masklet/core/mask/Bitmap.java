package io.masklet.core.mask;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import java.util.Arrays;
import java.util.Optional;

/**
 * A binary mask at video size, one bit a pixel, row-major: pixel (x, y) is bit {@code y * width +
 * x}.
 *
 * <p><b>Ghost bits.</b> The bits of the last word past the last pixel are always clear; counting
 * and comparing rely on it.
 *
 * <p>Mutable while it is built; treat it as a value afterwards. Not thread-safe while changing.
 */
public final class Bitmap {

  private final Size size;
  private final long[] words;

  /** An empty mask of the given size. */
  public Bitmap(Size size) {
    this.size = size;
    this.words = new long[(int) ((size.areaPx() + 63) / 64)];
  }

  /** The pixels whose logit is greater than {@code threshold}; NaN is background. */
  public static Bitmap above(MaskLogits logits, float threshold) {
    Bitmap mask = new Bitmap(logits.size());
    float[] values = logits.values();
    for (int i = 0; i < values.length; i++) {
      if (values[i] > threshold) {
        mask.words[i >>> 6] |= 1L << (i & 63);
      }
    }
    return mask;
  }

  public Size size() {
    return size;
  }

  public boolean get(int x, int y) {
    int i = indexOf(x, y);
    return (words[i >>> 6] >>> (i & 63) & 1) != 0;
  }

  public void set(int x, int y, boolean value) {
    int i = indexOf(x, y);
    if (value) {
      words[i >>> 6] |= 1L << (i & 63);
    } else {
      words[i >>> 6] &= ~(1L << (i & 63));
    }
  }

  /** Sets the pixels of row {@code y} from column {@code x0} whose number is greater than 0. */
  public void setAbove0(int y, int x0, float[] values, int length) {
    int start = y * size.widthPx() + x0;
    for (int k = 0; k < length; k++) {
      if (values[k] > 0) {
        int i = start + k;
        words[i >>> 6] |= 1L << (i & 63);
      }
    }
  }

  /** Whether pixel {@code i} in row-major order is set; unchecked but for the array bound. */
  boolean getAt(int i) {
    return (words[i >>> 6] >>> (i & 63) & 1) != 0;
  }

  /** Sets pixel {@code i} in row-major order; unchecked but for the array bound. */
  void setAt(int i) {
    words[i >>> 6] |= 1L << (i & 63);
  }

  /**
   * Sets the pixels of row {@code y} from column {@code fromX} up to and without {@code toX}.
   *
   * @throws IndexOutOfBoundsException if one of them lies outside the mask
   */
  public void setRun(int y, int fromX, int toX) {
    if (fromX >= toX) {
      return;
    }
    int first = indexOf(fromX, y);
    int last = indexOf(toX - 1, y);
    long head = -1L << (first & 63);
    long tail = -1L >>> (63 - (last & 63));
    if (first >>> 6 == last >>> 6) {
      words[first >>> 6] |= head & tail;
      return;
    }
    words[first >>> 6] |= head;
    Arrays.fill(words, (first >>> 6) + 1, last >>> 6, -1L);
    words[last >>> 6] |= tail;
  }

  /** A mask of its own with the same pixels. */
  public Bitmap copy() {
    Bitmap copy = new Bitmap(size);
    System.arraycopy(words, 0, copy.words, 0, words.length);
    return copy;
  }

  /** The pixels of this mask that are not set in {@code other}; a mask of its own. */
  public Bitmap minus(Bitmap other) {
    Bitmap rest = copy();
    rest.andNot(other);
    return rest;
  }

  /** The pixels that are set in at least two of this mask and two others; a mask of its own. */
  public Bitmap majority(Bitmap second, Bitmap third) {
    requireSameSize(second);
    requireSameSize(third);
    Bitmap most = new Bitmap(size);
    for (int i = 0; i < words.length; i++) {
      long both = second.words[i] & third.words[i];
      most.words[i] = both | (words[i] & (second.words[i] | third.words[i]));
    }
    return most;
  }

  /** Number of set pixels. Depends on the ghost bits being clear. */
  public long areaPx() {
    long area = 0;
    for (long word : words) {
      area += Long.bitCount(word);
    }
    return area;
  }

  public boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** The smallest box around the set pixels, or empty if there are none. */
  public Optional<Box> box() {
    int left = size.widthPx();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < size.heightPx(); y++) {
      int first = nextSetInRow(0, y);
      if (first < 0) {
        continue;
      }
      top = top < 0 ? y : top;
      bottom = y;
      left = Math.min(left, first);
      for (int x = first; x >= 0; x = nextSetInRow(x + 1, y)) {
        right = Math.max(right, x);
      }
    }
    return top < 0 ? Optional.empty() : Optional.of(new Box(left, top, right + 1.0, bottom + 1.0));
  }

  /** Mean position of the centres of the set pixels, or empty if there are none. */
  public Optional<Point> centroid() {
    long count = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = nextSetInRow(0, y); x >= 0; x = nextSetInRow(x + 1, y)) {
        sumX += x;
        sumY += y;
        count++;
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new Point(sumX / count + 0.5, sumY / count + 0.5));
  }

  /** The first set pixel of row {@code y} at or right of {@code fromX}, or -1. */
  public int nextSetInRow(int fromX, int y) {
    int end = (y + 1) * size.widthPx();
    int i = y * size.widthPx() + fromX;
    while (i < end) {
      long rest = words[i >>> 6] >>> (i & 63);
      if (rest != 0) {
        i += Long.numberOfTrailingZeros(rest);
        return i < end ? i - y * size.widthPx() : -1;
      }
      i = (i | 63) + 1;
    }
    return -1;
  }

  /** Removes every pixel that is set in {@code other}. */
  public void andNot(Bitmap other) {
    requireSameSize(other);
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~other.words[i];
    }
  }

  /** Number of pixels set in both. */
  public long intersectionPx(Bitmap other) {
    requireSameSize(other);
    long area = 0;
    for (int i = 0; i < words.length; i++) {
      area += Long.bitCount(words[i] & other.words[i]);
    }
    return area;
  }

  /** Intersection over union; 1 if both are empty. */
  public double iou(Bitmap other) {
    long both = intersectionPx(other);
    long union = areaPx() + other.areaPx() - both;
    return union == 0 ? 1 : (double) both / union;
  }

  private int indexOf(int x, int y) {
    if (x < 0 || y < 0 || x >= size.widthPx() || y >= size.heightPx()) {
      throw new IndexOutOfBoundsException(
          "pixel (%d,%d) is outside the %s mask".formatted(x, y, size));
    }
    return y * size.widthPx() + x;
  }

  private void requireSameSize(Bitmap other) {
    if (!size.equals(other.size)) {
      throw new IllegalArgumentException("masks differ in size: " + size + " vs " + other.size);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bitmap that
        && size.equals(that.size)
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "Bitmap[" + size + ", " + areaPx() + " px]";
  }
}
