package io.masklet.tracker.network.ort;

/** In what numbers the network computes. */
public enum Precision {
  /** Single precision: what the weights mean. */
  FP32,
  /** Large products in 8 bits: faster on CPUs with 8-bit dot products, and less exact. */
  INT8
}
