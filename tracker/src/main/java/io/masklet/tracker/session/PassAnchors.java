package io.masklet.tracker.session;

import io.masklet.tracker.memory.Direction;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The prompts a pass goes by: those of its object, from the first on the way that shows it. That an
 * object is not in a frame says nothing of what it looks like, so no pass begins there.
 */
final class PassAnchors {

  /**
   * How far ahead prompts are looked at. Every correction has the frames that see it coming tracked
   * again; so it is not the whole video, and an edit stays within reach.
   */
  static final int AHEAD_FRAMES = 64;

  private final Direction direction;
  private final NavigableMap<Long, Long> names;
  private final NavigableMap<Long, Long> showing;

  /**
   * @param names of the prompts by frame, the one that the pass begins with included; at least one
   * @param showing those among them that show the object
   */
  PassAnchors(
      Direction direction, NavigableMap<Long, Long> names, NavigableMap<Long, Long> showing) {
    this.direction = direction;
    this.names = names;
    this.showing = showing;
  }

  /** Those of an object; null if none of them shows it. */
  static @Nullable PassAnchors of(Direction direction, Collection<Anchor> anchors) {
    NavigableMap<Long, Long> names = new TreeMap<>();
    NavigableMap<Long, Long> showing = new TreeMap<>();
    for (Anchor anchor : anchors) {
      names.put(anchor.frame(), anchor.name());
      if (anchor.shows()) {
        showing.put(anchor.frame(), anchor.name());
      }
    }
    if (showing.isEmpty()) {
      return null;
    }
    return new PassAnchors(
        direction,
        direction == Direction.FORWARD
            ? names.tailMap(showing.firstKey(), true)
            : names.headMap(showing.lastKey(), true),
        showing);
  }

  /** The frame that the pass begins with. */
  long begin() {
    return direction == Direction.FORWARD ? names.firstKey() : names.lastKey();
  }

  /** The name of the prompt on a frame; 0 if there is none. */
  long name(long frame) {
    return names.getOrDefault(frame, 0L);
  }

  /** Whether there is a prompt on a frame that shows the object. */
  boolean shows(long frame) {
    return showing.containsKey(frame);
  }

  /** All of them by frame; a view. */
  NavigableMap<Long, Long> names() {
    return Collections.unmodifiableNavigableMap(names);
  }

  /**
   * Frames of the prompts that a frame looks at: all before it on the way, and those ahead that are
   * near and show the object. Not its own: a pass finds what is there and is then compared with the
   * prompt.
   */
  NavigableSet<Long> seenFrom(long frame) {
    NavigableSet<Long> seen = new TreeSet<>(before(frame).keySet());
    seen.addAll(ahead(frame).keySet());
    return seen;
  }

  private NavigableMap<Long, Long> before(long frame) {
    return direction == Direction.FORWARD
        ? names.headMap(frame, false)
        : names.tailMap(frame, false);
  }

  /** Behind this frame on the way, as far as it looks. */
  private NavigableMap<Long, Long> ahead(long frame) {
    return direction == Direction.FORWARD
        ? showing.subMap(frame, false, frame + AHEAD_FRAMES, true)
        : showing.subMap(frame - AHEAD_FRAMES, true, frame, false);
  }

  /** The next frame on the way that has a prompt, or null. */
  @Nullable Long next(long frame) {
    return direction == Direction.FORWARD ? names.higherKey(frame) : names.lowerKey(frame);
  }

  /** The latest frame before this one on the way that has a prompt, or null. */
  @Nullable Long latest(long frame) {
    return direction == Direction.FORWARD ? names.lowerKey(frame) : names.higherKey(frame);
  }

  /** Whether another pass knows nothing before a frame that this one does not know. */
  boolean knowsAllOf(PassAnchors other, long frame) {
    return other.before(frame).entrySet().stream()
        .allMatch(each -> each.getValue() == name(each.getKey()));
  }

  /** Whether both have the same prompt on a frame, and see the same ones ahead of it. */
  boolean looksAheadAs(PassAnchors other, long frame) {
    return name(frame) == other.name(frame) && ahead(frame).equals(other.ahead(frame));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PassAnchors that
        && direction == that.direction
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }
}
