package io.masklet.core.mask;

/**
 * How steady an answer of the network is, besides its own scores.
 *
 * @param stability share of the network's own mask, before clicks and looks move it, that survives
 *     when the threshold moves by one logit: area above +1 over area above -1, 0 to 1; NaN if not
 *     known
 * @param agreement mean IoU of the three answers to an ambiguous prompt, two at a time, 0 to 1; NaN
 *     if not known
 */
public record MaskSignals(float stability, float agreement) {

  /** Nobody measured them. */
  public static final MaskSignals UNKNOWN = new MaskSignals(Float.NaN, Float.NaN);

  /** Of a mask that a person gave. */
  public static final MaskSignals GIVEN = new MaskSignals(1f, 1f);
}
