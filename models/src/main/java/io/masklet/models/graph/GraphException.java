package io.masklet.models.graph;

/** A graph that would be wrong; the message says what was being built, expected and received. */
public final class GraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public GraphException(String message) {
    super(message);
  }
}
