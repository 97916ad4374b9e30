package io.masklet.core.frame;

import java.io.IOException;

/**
 * A video, picture or sound file that could not be read or written. The message is a paragraph for
 * a person: what was being done, with which file, what was expected, what came, what to do.
 */
public class VideoException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What went wrong, coarse enough to choose an exit code by. */
  public enum Kind {
    /** The file is missing or may not be read. */
    NOT_READABLE,
    /** The file is not a video, or has no pictures in it. */
    NOT_A_VIDEO,
    /** The video starts well and breaks before its end. */
    BROKEN,
    /** The output cannot be created or written: no permission, no space, exists already. */
    NOT_WRITABLE
  }

  private final Kind kind;

  public VideoException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public VideoException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
