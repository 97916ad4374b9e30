package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.tracker.image.MaskEdges;
import io.masklet.tracker.network.ImageFeatures;

/** Somebody on the way through the video who wants some of its frames, in order. */
interface Traveller {

  /** Whether no frame is wanted any more. */
  boolean isDone();

  /** The next frame wanted. */
  long nextFrame();

  /** Gets ready for the next frame; may read other frames. */
  void prepare() throws VideoException, SessionException;

  /**
   * Takes the next frame.
   *
   * @param picture that frame; borrowed
   * @param features of it
   * @param edges look at it
   */
  void step(Frame picture, ImageFeatures features, MaskEdges edges)
      throws VideoException, SessionException;
}
