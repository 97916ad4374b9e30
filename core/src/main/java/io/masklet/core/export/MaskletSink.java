package io.masklet.core.export;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.MaskObservation;
import java.util.List;

/**
 * Where the result of tracking goes, one frame at a time. What is written appears under its final
 * name only when {@link #finish()} returned; {@link #close()} without it leaves nothing behind.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public interface MaskletSink extends AutoCloseable {

  /**
   * Takes one frame and what was found in it.
   *
   * @param frame stays the caller's, who may change or close it as soon as this returns
   * @param objects in ascending order of their ids; may be empty, and may grow or shrink from frame
   *     to frame
   * @throws VideoException if it cannot be stored; names the file
   */
  void write(Frame frame, List<MaskObservation> objects) throws VideoException;

  /** Completes the output and moves it into place. */
  void finish() throws VideoException;

  /** Frees resources; discards what was not finished. */
  @Override
  void close();
}
