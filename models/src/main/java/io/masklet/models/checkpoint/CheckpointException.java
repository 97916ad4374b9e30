package io.masklet.models.checkpoint;

/**
 * A checkpoint that cannot be read or is not what it must be; the message says which file and why.
 */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }

  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
