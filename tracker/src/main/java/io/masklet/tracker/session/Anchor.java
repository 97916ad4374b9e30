package io.masklet.tracker.session;

import io.masklet.core.prompt.Prompt;
import io.masklet.models.json.JsonWriter;
import io.masklet.tracker.object.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that holds: the mask of that frame is the one a person accepted.
 *
 * @param number of the action that gave it
 * @param track what the tracker follows under this number; swaps and merges change whose it is
 * @param frame it is for
 * @param prompt everything the person gave there
 * @param corrected the one on the same frame that it replaced, or null; what came of that helps
 * @param name of everything above, short
 */
record Anchor(
    long number, ObjectId track, long frame, Prompt prompt, @Nullable Anchor corrected, long name) {

  static Anchor of(
      long number, ObjectId track, long frame, Prompt prompt, @Nullable Anchor corrected) {
    String text = JsonWriter.write(ActionJson.write(prompt));
    long name = Digest.of(number + ":" + track + ":" + frame + ":" + text);
    return new Anchor(number, track, frame, prompt, corrected, name);
  }

  /** The same without what it replaced, as only the last mask helps. */
  Anchor alone() {
    return new Anchor(number, track, frame, prompt, null, name);
  }

  /** Whether the object is in the frame. */
  boolean shows() {
    return !(prompt instanceof Prompt.Mask mask && mask.mask().isEmpty());
  }
}
