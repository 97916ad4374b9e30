package io.masklet.tracker.session;

import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.object.ObjectId;

/**
 * Something a person did, in a session's list of everything they did. Numbers grow and are never
 * given again, not even after an undo.
 */
public sealed interface Action {

  /** Which action of its session this is; counted from 1. */
  long number();

  /** The object it is about. */
  ObjectId id();

  /** What it is called in the file and for people. */
  default String verb() {
    if (this instanceof AddObject) {
      return "add";
    } else if (this instanceof GivePrompt) {
      return "prompt";
    } else if (this instanceof TakeBackPrompt) {
      return "unprompt";
    } else if (this instanceof ClearObject) {
      return "clear";
    } else if (this instanceof RenameObject) {
      return "rename";
    } else if (this instanceof RecolourObject) {
      return "recolour";
    } else if (this instanceof DeleteObject) {
      return "delete";
    } else if (this instanceof MergeObjects) {
      return "merge";
    }
    return "swap";
  }

  /** A new object. */
  record AddObject(long number, ObjectId id, String name, int rgb) implements Action {}

  /**
   * Everything a person gave for an object on a frame so far; replaces what was given there before.
   * An empty mask says that the object is not there.
   */
  record GivePrompt(long number, ObjectId id, long frame, Prompt prompt) implements Action {}

  /** Takes back what was given for an object on a frame. */
  record TakeBackPrompt(long number, ObjectId id, long frame) implements Action {}

  /** Takes back everything that was given for an object. */
  record ClearObject(long number, ObjectId id) implements Action {}

  /** Another name. */
  record RenameObject(long number, ObjectId id, String name) implements Action {}

  /** Another colour, 0xRRGGBB. */
  record RecolourObject(long number, ObjectId id, int rgb) implements Action {}

  /** Removes an object and everything that was given for it. */
  record DeleteObject(long number, ObjectId id) implements Action {}

  /** Two objects were one all along: the other's masks and prompts become this one's. */
  record MergeObjects(long number, ObjectId id, ObjectId other) implements Action {}

  /** The tracker took each for the other from a frame on; from there they are exchanged. */
  record SwapObjects(long number, ObjectId id, ObjectId other, long frame) implements Action {}
}
