package io.masklet.core.frame;

import org.jspecify.annotations.Nullable;

/**
 * Where frames come from, one at a time and in presentation order; never the whole clip.
 *
 * <p><b>Threads.</b> One caller at a time. An implementation may decode ahead on a thread of its
 * own, through a small bounded queue.
 */
public interface FrameSource extends AutoCloseable {

  /** What is known of the video; available from the start. */
  VideoInfo info();

  /**
   * The next frame, or null after the last one. The caller owns the frame and closes it.
   *
   * @throws VideoException if the video breaks here; frames handed out before stay valid, and every
   *     later call throws the same
   */
  @Nullable Frame next() throws VideoException;

  /** Stops decoding and frees everything but the frames already handed out. */
  @Override
  void close();
}
