package io.masklet.tracker.session;

import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.object.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Both passes of what the tracker follows under one number, as far as they hold; none if no prompt
 * shows the object.
 */
record TrackPasses(@Nullable PassChain forward, @Nullable PassChain backward) {

  /**
   * @param start name of the beginning: video, model and settings
   * @param leastIou how well masks have to have agreed where a pass goes on with what it did not
   *     find itself, see {@link PassChain#EXACT}
   */
  static TrackPasses of(
      ObjectId track, Collection<Anchor> anchors, MaskStore store, long start, double leastIou)
      throws SessionException {
    PassAnchors onward = PassAnchors.of(Direction.FORWARD, anchors);
    PassAnchors back = PassAnchors.of(Direction.BACKWARD, anchors);
    if (onward == null || back == null) {
      return new TrackPasses(null, null);
    }
    PassId forwardId = new PassId(track, Direction.FORWARD);
    PassChain forward = new PassChain(forwardId, onward, store, start, null, leastIou);
    forward.extend();
    if (back.begin() == 0) {
      return new TrackPasses(forward, null); // nothing lies before it
    }
    PassId backwardId = new PassId(track, Direction.BACKWARD);
    PassChain backward = new PassChain(backwardId, back, store, start, forward, leastIou);
    backward.extend();
    return new TrackPasses(forward, backward);
  }

  /** Those there are. */
  List<PassChain> all() {
    return Stream.of(forward, backward).filter(Objects::nonNull).toList();
  }

  @Nullable PassChain in(Direction direction) {
    return direction == Direction.FORWARD ? forward : backward;
  }
}
