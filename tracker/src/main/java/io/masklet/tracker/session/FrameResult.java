package io.masklet.tracker.session;

import java.util.List;

/**
 * What was found in one frame.
 *
 * @param frame number of the frame, counted from 0
 * @param timestampUs presentation time in microseconds
 * @param objects in the order of their ids; objects before their first prompt are missing
 */
public record FrameResult(long frame, long timestampUs, List<ObjectResult> objects) {

  public FrameResult {
    objects = List.copyOf(objects);
  }
}
