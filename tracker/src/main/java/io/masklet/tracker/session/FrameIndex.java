package io.masklet.tracker.session;

import java.util.Arrays;

/**
 * Where in a mask store lies what passes found: 32 bytes a record. For one frame there are as many
 * as passes came through, and more that were made from other pasts; each is found by the name of
 * everything it was made from.
 */
final class FrameIndex {

  private static final int COLUMNS =
      4; // key, name of the content, offset, row before of the same frame
  private static final int NONE = -1;

  private int[] newest = new int[0]; // by frame
  private long[] rows = new long[COLUMNS * 64];
  private int count;

  /** Adds a record; it comes before older ones with the same key. */
  void add(int frame, long key, long name, long offset) {
    if (frame >= newest.length) {
      int before = newest.length;
      newest = Arrays.copyOf(newest, Math.max(frame + 1, 2 * before));
      Arrays.fill(newest, before, newest.length, NONE);
    }
    if (COLUMNS * (count + 1) > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    int at = COLUMNS * count;
    rows[at] = key;
    rows[at + 1] = name;
    rows[at + 2] = offset;
    rows[at + 3] = newest[frame];
    newest[frame] = count++;
  }

  /** The row of a frame that was made from this, or -1. */
  int find(int frame, long key) {
    int row = frame < newest.length ? newest[frame] : NONE;
    while (row != NONE && rows[COLUMNS * row] != key) {
      row = (int) rows[COLUMNS * row + 3];
    }
    return row;
  }

  /** The name of what was found. */
  long name(int row) {
    return rows[COLUMNS * row + 1];
  }

  long offset(int row) {
    return rows[COLUMNS * row + 2];
  }
}
