package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.tracker.network.ImageFeatures;

/**
 * Any frame of one video and its image features, in any order. Whoever implements this decides what
 * is kept, decoded again or encoded again.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public interface VideoFeatures extends AutoCloseable {

  /** Size of every frame. */
  Size size();

  /** Number of frames; they are counted from 0. */
  long frameCount();

  /** Presentation time of a frame in microseconds. */
  long timestampUs(long frame);

  /**
   * A frame itself. It stays the property of this object and is valid until another frame is asked
   * for.
   *
   * @param frame 0 to {@link #frameCount} - 1
   * @throws VideoException if the frame cannot be had
   */
  Frame picture(long frame) throws VideoException;

  /**
   * The features of a frame. They stay the property of this object and are valid until another
   * frame is asked for.
   *
   * @param frame 0 to {@link #frameCount} - 1
   * @throws VideoException if the frame cannot be had
   */
  ImageFeatures at(long frame) throws VideoException;

  /** Lets go of what is held. */
  @Override
  void close();
}
