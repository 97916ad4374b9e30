package io.masklet.models.json;

/** Text that is not the JSON expected; the caller adds which file it was. */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
