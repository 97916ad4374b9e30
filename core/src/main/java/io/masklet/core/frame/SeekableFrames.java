package io.masklet.core.frame;

import io.masklet.core.geom.Size;

/**
 * The frames of a video by number, in any order.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public interface SeekableFrames extends AutoCloseable {

  /** Size of every frame. */
  Size size();

  /** Number of frames; they are counted from 0. */
  long count();

  /** Presentation time of a frame in microseconds. */
  long timestampUs(long index);

  /**
   * One frame. The caller owns it and closes it.
   *
   * @param index 0 to {@link #count} - 1
   * @throws VideoException if the video breaks before it
   */
  Frame get(long index) throws VideoException;

  @Override
  void close();
}
