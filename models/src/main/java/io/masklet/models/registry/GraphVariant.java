package io.masklet.models.registry;

/**
 * What the graphs of a model are made for. All variants take and give the same tensors; all but
 * {@link #CPU_INT8} compute the same numbers, but for rounding.
 */
public enum GraphVariant {
  /** Exact, with what ONNX Runtime's CPU provider does fastest. */
  CPU("fp32 for the CPU"),
  /**
   * Linear maps, and the products of queries and keys, in 8 bits. Faster on processors with 8-bit
   * dot products (VNNI), less exact.
   */
  CPU_INT8("int8 for the CPU"),
  /** Exact, with heads of equal sizes, as the attention kernels of CUDA want them. */
  CUDA("fp32 for CUDA"),
  /** Exact, with nothing but standard operators, so that TensorRT gets all of it. */
  TENSORRT("fp32 for TensorRT");

  private final String text;

  GraphVariant(String text) {
    this.text = text;
  }

  /** Whether attention wants values as wide as keys. */
  public boolean keepsHeadsEqual() {
    return this == CUDA || this == TENSORRT;
  }

  /** For people and for the metadata of graphs: {@code int8 for the CPU}. */
  public String text() {
    return text;
  }
}
