package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buffers of frames of one size, used again as soon as a frame is closed, by the next source of
 * that size too: memory outside the heap is given back only when the old generation is collected,
 * which may be never. There are never more buffers than there were frames open at once.
 *
 * <p><b>Threads.</b> Any.
 */
final class FramePool {

  /** The colour converter may write a little past a row; past the last one this catches it. */
  private static final int SLACK_BYTES = 128;

  /** Three bytes a pixel, and the slack. */
  static final int MAX_AREA_PX = (Integer.MAX_VALUE - SLACK_BYTES) / 3;

  /** The pool of the source opened last. Kept no longer than the collector keeps it anyway. */
  private static volatile WeakReference<FramePool> latest = new WeakReference<>(null);

  private final Size size;
  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  private FramePool(Size size) {
    this.size = size;
  }

  /** A pool for frames of a size: the one used last, if it is still there and fits. */
  static FramePool of(Size size) {
    FramePool last = latest.get();
    if (last != null && last.size.equals(size)) {
      return last;
    }
    FramePool fresh = new FramePool(size);
    latest = new WeakReference<>(fresh);
    return fresh;
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
