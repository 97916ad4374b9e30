package io.masklet.tracker.network.ort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Scratch buffers by name, grown as needed and reused from call to call: direct memory is freed
 * late and costly to allocate. Not thread-safe.
 */
final class DirectBuffers {

  private final Map<String, ByteBuffer> buffers = new HashMap<>();

  /** At least {@code count} floats, contents undefined, position 0 and limit {@code count}. */
  FloatBuffer floats(String name, int count) {
    return bytes(name, (long) count * Float.BYTES).asFloatBuffer().limit(count);
  }

  /** At least {@code count} longs, contents undefined. */
  LongBuffer longs(String name, int count) {
    return bytes(name, (long) count * Long.BYTES).asLongBuffer().limit(count);
  }

  private ByteBuffer bytes(String name, long size) {
    ByteBuffer held = buffers.get(name);
    if (held == null || held.capacity() < size) {
      // A zero-length axis (no pointers yet) still needs an address.
      held = allocate(Math.max(size, 8));
      buffers.put(name, held);
    }
    return held;
  }

  private static ByteBuffer allocate(long size) {
    return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
  }

  /** A buffer of its own, not scratch. */
  static FloatBuffer allocateFloats(int count) {
    return allocate((long) count * Float.BYTES).asFloatBuffer();
  }
}
