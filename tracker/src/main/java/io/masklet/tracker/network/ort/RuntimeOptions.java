package io.masklet.tracker.network.ort;

/**
 * How to run the network.
 *
 * @param device where
 * @param threads CPU threads of each call; at least 1
 * @param precision in what numbers
 */
public record RuntimeOptions(Device device, int threads, Precision precision) {

  public RuntimeOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
  }

  /** In single precision. */
  public RuntimeOptions(Device device, int threads) {
    this(device, threads, Precision.FP32);
  }

  /** The best device there is, with one thread a core, in single precision. */
  public static RuntimeOptions defaults() {
    return new RuntimeOptions(Device.AUTO, Runtime.getRuntime().availableProcessors());
  }
}
