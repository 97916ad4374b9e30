package io.masklet.models.registry;

/** A model that is unknown, damaged or cannot be built; the message says what to do. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
