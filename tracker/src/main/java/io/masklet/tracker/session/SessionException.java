package io.masklet.tracker.session;

import java.io.IOException;

/**
 * A project that cannot be opened, saved or edited as asked. The message is a paragraph for a
 * person: what was being done, what was expected, what came, what to do.
 */
public final class SessionException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What went wrong, coarse enough to choose an exit code by. */
  public enum Kind {
    /** The project is missing, damaged or of a newer version, or another process has it open. */
    NOT_READABLE,
    /** The video is missing, or is not the one the project was made with. */
    OTHER_VIDEO,
    /** There is no such object or frame, or nothing to undo. */
    WRONG_EDIT,
    /** The project cannot be written: no permission, no space, exists already. */
    NOT_WRITABLE
  }

  private final Kind kind;

  public SessionException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public SessionException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static SessionException unwritable(Object file, IOException cause) {
    return new SessionException(
        Kind.NOT_WRITABLE,
        "Writing %s: expected to be able to, but the system says: %s. Check permissions and free space there; what was saved before is intact."
            .formatted(file, cause),
        cause);
  }
}
