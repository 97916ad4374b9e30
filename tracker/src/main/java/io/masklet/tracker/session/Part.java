package io.masklet.tracker.session;

import io.masklet.tracker.object.ObjectId;

/**
 * A stretch of what the tracker follows.
 *
 * @param track the tracker's number
 * @param from first frame
 * @param until first frame no longer part of it
 */
record Part(ObjectId track, long from, long until) {

  boolean has(long frame) {
    return from <= frame && frame < until;
  }

  boolean isEmpty() {
    return from >= until;
  }

  Part before(long frame) {
    return new Part(track, from, Math.min(until, frame));
  }

  Part since(long frame) {
    return new Part(track, Math.max(from, frame), until);
  }
}
