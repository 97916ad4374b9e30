package io.masklet.tracker.network;

/** The runtime could not load or run a graph; the message names the graph and the device. */
public class NetworkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NetworkException(String message) {
    super(message);
  }

  public NetworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
