package io.masklet.tracker.session;

import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemorySelector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a pass: what was found in frame after frame on its way, each made from exactly what
 * lies before it and from the prompts as they are now, some ahead of it among them. So what an edit
 * did not change is found here without any tracking, and so is everything again when the edit is
 * undone.
 *
 * <p>Unless only exact results count, a pass may go on with what an {@linkplain Junctions.Splice
 * older one} found, or rest where the other direction found the same.
 *
 * <p>Frames of a pass are counted from its beginning: positions.
 */
final class PassChain {

  /** A least IoU: only what was made from exactly what holds now counts. */
  static final double EXACT = Double.POSITIVE_INFINITY;

  /** A least IoU: whatever earlier runs went on with counts. */
  static final double ANY = 0;

  /** In place of a row: nothing was found, as the pass rests. */
  static final int RESTS = -2;

  /** In place of a row: the pass is not there yet, or never comes there. */
  static final int NONE = -1;

  /** No model looks further back than this, but for conditioning frames. */
  static final int HORIZON_FRAMES = 15;

  private static final int MAX_CONDITIONING = TrackerConfig.defaults().maxConditioningFrames();

  private final PassId id;
  private final PassAnchors anchors;
  private final MaskStore store;
  private final long start;
  private final @Nullable PassChain opposite;
  private final double leastIou;
  private final int headLimit;
  private final Map<Integer, PassChain> older = new HashMap<>();
  private int[] rows = new int[64];
  private int length;

  /**
   * @param start name of the beginning: video, model and settings
   * @param opposite the same object's pass in the other direction, if there is one
   * @param leastIou how well masks have to have agreed where the pass goes on with what it did not
   *     find itself; {@link #EXACT} for never
   */
  PassChain(
      PassId id,
      PassAnchors anchors,
      MaskStore store,
      long start,
      @Nullable PassChain opposite,
      double leastIou) {
    this(id, anchors, store, start, opposite, leastIou, Integer.MAX_VALUE);
  }

  private PassChain(
      PassId id,
      PassAnchors anchors,
      MaskStore store,
      long start,
      @Nullable PassChain opposite,
      double leastIou,
      int headLimit) {
    this.id = id;
    this.anchors = anchors;
    this.store = store;
    this.start = start;
    this.opposite = opposite;
    this.leastIou = leastIou;
    this.headLimit = headLimit;
  }

  PassId id() {
    return id;
  }

  PassAnchors anchors() {
    return anchors;
  }

  /** Positions 0 to this, exclusive, hold. */
  int length() {
    return length;
  }

  /** The frame at a position. */
  long frame(int position) {
    return id.direction().back(anchors.begin(), -position);
  }

  /** The position of a frame; negative before the beginning. */
  int position(long frame) {
    return (int) id.direction().age(frame, anchors.begin());
  }

  /** The next frame to be tracked. */
  long nextFrame() {
    return frame(length);
  }

  /** The row in the index at a position that holds, or {@link #RESTS}. */
  int rowAt(int position) {
    if (position < 0 || position >= length) {
      throw new IndexOutOfBoundsException("position %d of %d".formatted(position, length));
    }
    return rows[position];
  }

  /** The same by frame; {@link #NONE} where nothing holds. */
  int row(long frame) {
    int position = position(frame);
    return position < 0 || position >= length ? NONE : rows[position];
  }

  /** Whether the pass came to its end. */
  boolean isComplete() {
    return id.direction() == Direction.BACKWARD
        ? nextFrame() < 0
        : nextFrame() >= store.frames().end();
  }

  /** Follows the records as far as they hold. */
  void extend() throws SessionException {
    while (!isComplete()) {
      long key = nextKey();
      int row = store.index().find((int) nextFrame(), key);
      if (row >= 0) {
        append(row);
      } else if (!goOnWith(store.junctions().splice(key))) {
        return;
      }
    }
  }

  private void append(int row) {
    if (length == rows.length) {
      rows = Arrays.copyOf(rows, 2 * length);
    }
    rows[length++] = row;
  }

  private boolean goOnWith(Junctions.@Nullable Splice splice) throws SessionException {
    if (splice == null || splice.head() >= headLimit || splice.iou() < leastIou) {
      return false;
    }
    return splice.head() == Junctions.Splice.REST ? rest(splice) : follow(older(splice.head()));
  }

  /** Takes over what an older pass found, until a prompt is in sight that they do not share. */
  private boolean follow(PassChain old) {
    int before = length;
    while (!isComplete()) {
      long frame = nextFrame();
      int row = old.row(frame);
      if (row < 0 || !anchors.looksAheadAs(old.anchors, frame)) {
        break;
      }
      append(row);
    }
    return length > before;
  }

  /** Leaves out the frames before the next prompt, if the other direction still finds the same. */
  private boolean rest(Junctions.Splice splice) {
    Long stop = length == 0 ? null : anchors.next(frame(length - 1));
    if (stop == null) {
      return false;
    }
    if (opposite != null) {
      int row = opposite.row(frame(length - 1));
      if (row < 0
          || store.index().name(row) != splice.agreedWith()
          || opposite.position(stop) < 0) {
        return false;
      }
    }
    while (nextFrame() != stop) {
      append(RESTS);
    }
    return true;
  }

  /** What an earlier pass of this object and direction found; followed no further than it came. */
  PassChain older(int head) throws SessionException {
    PassChain old = older.get(head);
    if (old == null) {
      PassAnchors known = store.junctions().head(head, id.direction());
      old = new PassChain(id, known, store, start, null, ANY, head);
      old.extend();
      older.put(head, old);
    }
    return old;
  }

  /** The name of everything that the next frame is made from, its own prompt included. */
  long nextKey() {
    long frame = nextFrame();
    long[] parts = new long[5 + 2 * (MAX_CONDITIONING + HORIZON_FRAMES)];
    int count = 0;
    parts[count++] = start;
    parts[count++] = id.code();
    parts[count++] = frame;
    parts[count++] = anchors.name(frame);
    for (long each : promptsSeenFrom(length)) {
      parts[count++] = each;
      parts[count++] = anchors.name(each);
    }
    parts[count++] = -1;
    for (int position = length - 1; position >= firstSeenFrom(length); position--) {
      if (isRemembered(position)) {
        parts[count++] = frame(position);
        parts[count++] = store.index().name(rows[position]);
      }
    }
    return Digest.of(parts, count);
  }

  /** Frames of the prompts that are looked at from a position. */
  NavigableSet<Long> promptsSeenFrom(int position) {
    long frame = frame(position);
    return MemorySelector.closest(anchors.seenFrom(frame), frame, MAX_CONDITIONING);
  }

  /**
   * The first position whose finding can be looked at from this one: none behind the latest prompt
   * is, as prompts start anew.
   */
  int firstSeenFrom(int position) {
    Long latest = anchors.latest(frame(position));
    int sincePrompt = latest == null ? 0 : position(latest) + 1;
    return Math.max(sincePrompt, position - HORIZON_FRAMES);
  }

  /** Whether what was found at a position is remembered: not where a person said what is there. */
  boolean isRemembered(int position) {
    return rows[position] != RESTS && anchors.name(frame(position)) == 0;
  }
}
