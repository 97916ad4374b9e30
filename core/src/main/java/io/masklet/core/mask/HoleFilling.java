package io.masklet.core.mask;

/** Closes pinholes in a mask: tiny background pieces become object, just above the threshold. */
// Source: facebookresearch/sam2@2b90b9f, sam2/utils/misc.py#fill_holes_in_mask_scores.
public final class HoleFilling {

  private static final float FILL_LOGIT = 0.1f;

  private HoleFilling() {}

  /**
   * Sets every 8-connected piece of {@code logit <= 0} of at most {@code maxAreaPx} pixels to 0.1.
   *
   * @param logits not changed
   * @return the same object if there was nothing to fill
   */
  public static MaskLogits fill(MaskLogits logits, int maxAreaPx) {
    ConnectedComponents background = ConnectedComponents.of(background(logits));
    float[] filled = null;
    for (int i = 0; i < logits.values().length; i++) {
      int area = background.areaAt(i);
      if (area > 0 && area <= maxAreaPx) {
        filled = filled == null ? logits.values().clone() : filled;
        filled[i] = FILL_LOGIT;
      }
    }
    return filled == null ? logits : new MaskLogits(logits.size(), filled);
  }

  private static Bitmap background(MaskLogits logits) {
    Bitmap mask = new Bitmap(logits.size());
    float[] values = logits.values();
    for (int i = 0; i < values.length; i++) {
      if (values[i] <= 0) {
        mask.setAt(i);
      }
    }
    return mask;
  }
}
