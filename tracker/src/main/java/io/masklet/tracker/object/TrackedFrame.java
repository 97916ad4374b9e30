package io.masklet.tracker.object;

import io.masklet.core.geom.Size;
import java.util.List;

/**
 * What the tracker found in one frame.
 *
 * @param index of the frame in its video
 * @param timestampUs presentation time in microseconds
 * @param videoSize size of the frame, which masks are brought to
 * @param objects in the order of their ids; objects not prompted yet are missing
 */
public record TrackedFrame(
    long index, long timestampUs, Size videoSize, List<TrackedObject> objects) {

  public TrackedFrame {
    objects = List.copyOf(objects);
  }
}
