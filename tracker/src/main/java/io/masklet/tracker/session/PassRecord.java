package io.masklet.tracker.session;

import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.TrackStep;

/**
 * What a pass found in one frame. This is also all that is remembered of the frame: the memory that
 * later frames look at is made of it and of the picture. So a pass can be taken up at any frame,
 * exactly, from a few records before it.
 *
 * @param choice mask as {@link SoftMask} keeps it, pointer and scores; on a prompted frame what the
 *     pass would have found without the prompt
 * @param mask the same at video size, with small holes filled
 * @param arrival on a prompted frame: IoU of what the pass found with what a person accepted there;
 *     1 where the pass begins; NaN on other frames
 */
record PassRecord(MaskChoice choice, Rle mask, float arrival) {

  /** As it is remembered. */
  TrackStep step(int fillHoleAreaPx) {
    return TrackStep.of(choice, MaskOrigin.PROPAGATED, fillHoleAreaPx);
  }

  MaskLogits logits() {
    return choice.logits();
  }

  ObjectPointer pointer() {
    return choice.pointer();
  }
}
