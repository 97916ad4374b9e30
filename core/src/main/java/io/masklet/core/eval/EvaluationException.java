package io.masklet.core.eval;

import java.io.IOException;

/**
 * Results and truth that cannot be compared, or are not there. The message is a paragraph for a
 * person: what was being done, what was expected, what came, what to do.
 */
public class EvaluationException extends IOException {

  private static final long serialVersionUID = 1L;

  public EvaluationException(String message) {
    super(message);
  }

  public EvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
