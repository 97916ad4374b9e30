package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.object.MaskChoice;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Low-resolution logits as a session keeps them: from -8 to +8 in steps of 1/16, which is 0.03 % to
 * 99.97 %, deflated. A kilobyte or two a mask, as most of a picture is surely one or the other.
 */
final class SoftMask {

  private static final float STEPS_PER_LOGIT = 16;

  private SoftMask() {}

  /**
   * Logits as they come out of {@link #decode}.
   *
   * @param present whether the object is in the frame; if not, it is nowhere
   */
  static MaskLogits rounded(MaskLogits logits, boolean present) {
    if (!present) {
      return MaskLogits.filled(logits.size(), MaskChoice.ABSENT_LOGIT);
    }
    float[] values = new float[logits.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = steps(logits.values()[i]) / STEPS_PER_LOGIT;
    }
    return new MaskLogits(logits.size(), values);
  }

  private static byte steps(float logit) {
    int steps = Math.round(logit * STEPS_PER_LOGIT);
    return (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, steps));
  }

  /** Nothing for an object that is not there. */
  static byte[] encode(MaskLogits logits) {
    float[] values = logits.values();
    if (values[0] == MaskChoice.ABSENT_LOGIT) {
      return new byte[0];
    }
    byte[] steps = new byte[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = steps(values[i]);
    }
    Deflater deflater = new Deflater();
    deflater.setInput(steps);
    deflater.finish();
    byte[] out = new byte[values.length + 1024];
    int length = deflater.deflate(out);
    boolean finished = deflater.finished();
    deflater.end();
    if (!finished) {
      throw new IllegalStateException("deflating made a mask longer: " + values.length);
    }
    return java.util.Arrays.copyOf(out, length);
  }

  /**
   * @throws IllegalArgumentException if these are not the logits of a mask of this size
   */
  static MaskLogits decode(byte[] coded, Size size) {
    if (coded.length == 0) {
      return MaskLogits.filled(size, MaskChoice.ABSENT_LOGIT);
    }
    byte[] steps = new byte[size.pixelCount()];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(coded);
      if (inflater.inflate(steps) != steps.length) {
        throw new IllegalArgumentException("expected the logits of a mask of " + size);
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("expected deflated logits", e);
    } finally {
      inflater.end();
    }
    float[] values = new float[steps.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = steps[i] / STEPS_PER_LOGIT;
    }
    return new MaskLogits(size, values);
  }
}
