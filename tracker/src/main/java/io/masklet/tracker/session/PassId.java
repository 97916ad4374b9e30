package io.masklet.tracker.session;

import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.object.ObjectId;

/**
 * One object's way through the video in one direction.
 *
 * @param track what the tracker follows under this number
 * @param direction forward from its first prompt to the end, or backward from its last to frame 0
 */
record PassId(ObjectId track, Direction direction) {

  /** A number for files: even for forward passes. */
  int code() {
    return 2 * track.value() + (direction == Direction.BACKWARD ? 1 : 0);
  }
}
