package io.masklet.core.frame;

/**
 * Where frames go. What is written appears under its final name only when {@link #finish()}
 * returned; {@link #close()} without it leaves nothing behind.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public interface FrameSink extends AutoCloseable {

  /**
   * Takes the picture and the timestamp of a frame. The frame stays the caller's, who may change or
   * close it as soon as this returns.
   *
   * @throws VideoException if it cannot be encoded or stored; names the file
   * @throws IllegalArgumentException if size or order of timestamps differ from what came before
   */
  void write(Frame frame) throws VideoException;

  /** Completes the output and moves it into place. */
  void finish() throws VideoException;

  /** Frees resources; discards what was not finished. */
  @Override
  void close();
}
