package io.masklet.core.frame;

import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;

/**
 * One decoded frame: packed RGB, upright, square pixels.
 *
 * <p><b>Identity.</b> A frame is known by its presentation timestamp; {@link #index()} is its
 * position in presentation order, counted from 0 at the first frame of the file.
 *
 * <p><b>Ownership.</b> Whoever receives a frame owns it until {@link #close()}, which returns the
 * buffer to where it came from. {@link #rgb()} must not be touched afterwards. <b>Threads.</b> One
 * thread at a time; frames may be handed from thread to thread.
 */
public final class Frame implements AutoCloseable {

  private final long index;
  private final long timestampUs;
  private final Size size;
  private final ByteBuffer rgb;
  private final Runnable onClose;
  private boolean closed;

  /**
   * @param index position in presentation order, from 0
   * @param timestampUs presentation time in microseconds, relative to the start of the file
   * @param size width and height of the picture
   * @param rgb direct buffer of exactly {@code 3 * width * height} bytes, rows top to bottom
   *     without padding, each pixel R, G, B
   * @param onClose returns the buffer to its pool; called once
   */
  public Frame(long index, long timestampUs, Size size, ByteBuffer rgb, Runnable onClose) {
    if (rgb.capacity() != 3L * size.areaPx()) {
      throw new IllegalArgumentException(
          "frame %d: expected an RGB buffer of %d bytes for %s, got %d"
              .formatted(index, 3L * size.areaPx(), size, rgb.capacity()));
    }
    this.index = index;
    this.timestampUs = timestampUs;
    this.size = size;
    this.rgb = rgb;
    this.onClose = onClose;
  }

  /** A frame over a buffer of its own, for tests and for pictures made by programs. */
  public static Frame allocate(long index, long timestampUs, Size size) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(Math.toIntExact(3L * size.areaPx()));
    return new Frame(index, timestampUs, size, rgb, () -> {});
  }

  public long index() {
    return index;
  }

  public long timestampUs() {
    return timestampUs;
  }

  public Size size() {
    return size;
  }

  /** The pixels, {@code [H, W, 3]} unsigned bytes; position and limit carry no meaning. */
  public ByteBuffer rgb() {
    if (closed) {
      throw new IllegalStateException("frame " + index + " was closed; its pixels are gone");
    }
    return rgb;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
