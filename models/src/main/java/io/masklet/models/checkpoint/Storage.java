package io.masklet.models.checkpoint;

/**
 * A run of numbers that lies outside the pickle; several tensors may look at one.
 *
 * @param type of its elements
 * @param key its name in the file
 * @param count of its elements, as declared; what the file really holds is compared with it
 */
record Storage(DType type, String key, long count) {

  /** Declared size; {@link TorchObjects} bounds the count so that this cannot overflow. */
  long sizeBytes() {
    return count * type.sizeBytes();
  }
}
