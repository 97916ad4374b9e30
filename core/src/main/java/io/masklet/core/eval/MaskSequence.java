package io.masklet.core.eval;

import java.io.IOException;
import java.util.List;

/**
 * The masks of one sequence, one frame at a time: truth, or a result to be judged.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public interface MaskSequence {

  /** What the sequence is called, such as {@code blackswan}. */
  String name();

  /** Where it comes from, for messages: a folder, or what made it. */
  String origin();

  /** Names of the frames that have masks, in order of time. */
  List<String> frames();

  /**
   * The masks of a frame.
   *
   * @param frame one of {@link #frames()}
   * @throws EvaluationException if they cannot be read; names the file
   */
  FrameMasks masks(String frame) throws IOException;
}
