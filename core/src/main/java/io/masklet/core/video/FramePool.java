package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buffers of frames of one size, used again as soon as a frame is closed. There are never more than
 * there were frames open at once.
 *
 * <p><b>Threads.</b> Any.
 */
final class FramePool {

  /** The colour converter may write a little past a row; past the last one this catches it. */
  private static final int SLACK_BYTES = 128;

  /** Three bytes a pixel, and the slack. */
  static final int MAX_AREA_PX = (Integer.MAX_VALUE - SLACK_BYTES) / 3;

  private final Size size;
  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  FramePool(Size size) {
    this.size = size;
  }

  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer != null ? buffer : allocate(size);
  }

  /** A frame whose buffer comes back here when it is closed. */
  Frame frame(long index, long timestampUs, ByteBuffer rgb) {
    return new Frame(index, timestampUs, size, rgb, () -> free.add(rgb));
  }

  /** {@code [H, W, 3]} bytes outside the heap. */
  static ByteBuffer allocate(Size size) {
    int bytes = Math.toIntExact(3L * size.areaPx());
    return ByteBuffer.allocateDirect(bytes + SLACK_BYTES).slice(0, bytes);
  }

  /** Whether a buffer, which holds at most 2 GiB, can hold a picture of this size. */
  static boolean canHold(Size size) {
    return size.areaPx() <= MAX_AREA_PX;
  }
}
