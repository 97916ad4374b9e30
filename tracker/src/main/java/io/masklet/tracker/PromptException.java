package io.masklet.tracker;

/** A prompt that cannot be followed; the message says what was given, what fits and what to do. */
public class PromptException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public PromptException(String message) {
    super(message);
  }
}
