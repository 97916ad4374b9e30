package io.masklet.tracker.network.ort;

/**
 * How to run the network.
 *
 * @param device where
 * @param threads CPU threads of each call; at least 1
 */
public record RuntimeOptions(Device device, int threads) {

  public RuntimeOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
  }

  /** The best device there is, with one thread a core. */
  public static RuntimeOptions defaults() {
    return new RuntimeOptions(Device.AUTO, Runtime.getRuntime().availableProcessors());
  }
}
