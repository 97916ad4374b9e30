package io.masklet.tracker.network.ort;

/** Where the network is asked to run. */
public enum Device {
  /** CUDA if its provider loads, else the CPU. */
  AUTO,
  CPU,
  /** CUDA or an error. */
  CUDA,
  /** TensorRT or an error. It compiles each graph anew for each number of memories, for minutes. */
  TENSORRT
}
