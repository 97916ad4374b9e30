package io.masklet.tracker.network;

/** Where a mask came from; decides how sure the memory is of it. */
public enum MaskOrigin {
  /** From a person's prompt: memory holds exactly what the person saw, hard 0 or 1. */
  PROMPTED,
  /** From propagation: memory holds how sure the tracker was. */
  PROPAGATED
}
