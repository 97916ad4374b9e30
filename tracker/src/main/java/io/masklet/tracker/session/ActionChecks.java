package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.tracker.PromptChecks;
import io.masklet.tracker.PromptException;

/** What an action may say, whatever came before it; and how one that cannot be is refused. */
final class ActionChecks {

  private static final int MAX_NAME_LENGTH = 100;

  private ActionChecks() {}

  static void requireInside(Action.GivePrompt give, Size video) throws SessionException {
    requireFrame(give, give.frame());
    try {
      PromptChecks.requireInside(give.prompt(), video);
    } catch (PromptException e) {
      throw wrong(give, String.valueOf(e.getMessage()));
    }
  }

  static void requireFrame(Action action, long frame) throws SessionException {
    if (frame < 0 || frame >= Integer.MAX_VALUE) {
      throw wrong(action, "expected a frame number of 0 or more, got " + frame);
    }
  }

  static void requireColour(Action action, int rgb) throws SessionException {
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw wrong(action, "expected a colour 0xRRGGBB, got " + Integer.toHexString(rgb));
    }
  }

  static void requireName(Action action, String name) throws SessionException {
    boolean printable =
        !name.isBlank()
            && name.length() <= MAX_NAME_LENGTH
            && name.codePoints().noneMatch(Character::isISOControl);
    if (!printable) {
      throw wrong(
          action, "expected a name of 1 to %d printable characters".formatted(MAX_NAME_LENGTH));
    }
  }

  /** An action that cannot be, and why. */
  static SessionException wrong(Action action, String found) {
    return new SessionException(
        SessionException.Kind.WRONG_EDIT,
        "Action %d of the session (%s, object %s): %s. Nothing was changed; 'masklet session status' lists objects and prompts."
            .formatted(action.number(), action.verb(), action.id(), found));
  }
}
