package io.masklet.tracker.object;

/**
 * Who an object is: given once, never changed, never used again after the object is removed. Its
 * place in a batch (its slot) may change from frame to frame.
 *
 * @param value at least 1; the palette index in mask files
 */
public record ObjectId(int value) implements Comparable<ObjectId> {

  /** Ids go into 8-bit indexed masks, where 0 is background and 255 is void. */
  public static final int MAX = 254;

  public ObjectId {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("object id: expected 1.." + MAX + ", got " + value);
    }
  }

  @Override
  public int compareTo(ObjectId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
