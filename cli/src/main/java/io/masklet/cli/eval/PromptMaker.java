package io.masklet.cli.eval;

import io.masklet.core.frame.Frame;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.Sam2Network;

/** Shows an object to the tracker, knowing the truth. */
public interface PromptMaker {

  /**
   * The prompt for one object.
   *
   * @param truth the object in that frame; not empty
   * @param frame the picture; stays the caller's
   * @param network to ask what a prompt would lead to
   */
  Prompt of(Bitmap truth, Frame frame, Sam2Network network);
}
