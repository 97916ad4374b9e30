package io.masklet.tracker.session;

import io.masklet.models.json.JsonWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frames whose results hold for the prompts as they are now: each was made from exactly what
 * was remembered after the one before it and from the prompts on it. So what an edit did not change
 * is found here without any tracking, and so is everything again when the edit is undone.
 */
final class Chain {

  private final SessionState prompts;
  private final FrameIndex index;
  private final long start;
  private int[] rows = new int[64];
  private int length;

  /**
   * @param start name of the beginning: video, model and settings
   */
  Chain(SessionState prompts, FrameIndex index, long start) {
    this.prompts = prompts;
    this.index = index;
    this.start = start;
  }

  /** Frames 0 to this, exclusive, hold. */
  int length() {
    return length;
  }

  /** The row in the index of a frame that holds. */
  int row(int frame) {
    if (frame < 0 || frame >= length) {
      throw new IndexOutOfBoundsException("frame %d of %d".formatted(frame, length));
    }
    return rows[frame];
  }

  /** The name of what is remembered before a frame; 0 to {@link #length}. */
  long stateBefore(int frame) {
    return frame == 0 ? start : index.stateAfter(row(frame - 1));
  }

  /** The name of everything that the next frame is made from. */
  long nextKey() {
    return Digest.of(stateBefore(length), promptsDigest(length));
  }

  /** Follows the records as far as they hold. */
  void extend() {
    int row = index.find(length, nextKey());
    while (row >= 0) {
      if (length == rows.length) {
        rows = Arrays.copyOf(rows, 2 * length);
      }
      rows[length++] = row;
      row = index.find(length, nextKey());
    }
  }

  private long promptsDigest(int frame) {
    if (prompts.anchorsAt(frame).isEmpty()) {
      return 0;
    }
    Map<String, Object> given = new LinkedHashMap<>();
    for (Anchor anchor : prompts.anchorsAt(frame)) {
      given.put(anchor.number() + ":" + anchor.track(), ActionJson.write(anchor.prompt()));
    }
    return Digest.of(JsonWriter.write(given));
  }
}
