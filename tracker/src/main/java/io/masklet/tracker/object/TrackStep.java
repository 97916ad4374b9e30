package io.masklet.tracker.object;

import io.masklet.core.mask.HoleFilling;
import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.MemoryRequest;
import io.masklet.tracker.network.ObjectPointer;

/**
 * What became of one object in one frame. Turned into memory when the tracker goes on to the next
 * frame, so that prompts may replace it until then.
 *
 * @param choice as decoded
 * @param shown {@code [4g, 4g]} what the user sees: holes filled
 * @param origin whether a person prompted this frame
 */
public record TrackStep(MaskChoice choice, MaskLogits shown, MaskOrigin origin) {

  /** A step whose small holes are filled in what the user sees. */
  public static TrackStep of(MaskChoice choice, MaskOrigin origin, int fillHoleAreaPx) {
    boolean present = choice.objectScore() > 0;
    MaskLogits shown =
        present && fillHoleAreaPx > 0
            ? HoleFilling.fill(choice.logits(), fillHoleAreaPx)
            : choice.logits();
    return new TrackStep(choice, shown, origin);
  }

  /**
   * What to remember: a prompted mask as the user saw it, a propagated one as it was decoded (the
   * reference fills holes for display and prompts only).
   */
  public MemoryRequest memoryRequest() {
    MaskLogits logits = isPrompted() ? shown : choice.logits();
    return new MemoryRequest(logits, origin, choice.objectScore());
  }

  /** Whether a person prompted the object on this frame. */
  public boolean isPrompted() {
    return origin == MaskOrigin.PROMPTED;
  }

  /** Whether the mask is a person's own, not what the network made of a prompt. */
  public boolean isGiven() {
    return choice.hypothesis() == MaskChoice.GIVEN;
  }

  public ObjectPointer pointer() {
    return choice.pointer();
  }
}
