package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.tracker.object.MaskChoice;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Low-resolution logits as a session keeps them: from -8 to +8 in steps of 1/16, which is 0.03 % to
 * 99.97 %. Each step is written as its difference to what its neighbours let expect, deflated: 5 to
 * 6 KB a mask of 112x112.
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
    byte[] differences = new byte[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = steps(values[i]);
      differences[i] = (byte) (steps[i] - expected(steps, i, logits.size().widthPx()));
    }
    return deflated(differences);
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setStrategy(Deflater.FILTERED);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[4096];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** The median of left, upper, and left plus upper minus upper left; 0 outside. */
  // Source: the predictor of LOCO-I, Weinberger, Seroussi, Sapiro, 1996
  private static int expected(byte[] steps, int i, int width) {
    int left = i % width > 0 ? steps[i - 1] : 0;
    int up = i >= width ? steps[i - width] : 0;
    int corner = i % width > 0 && i >= width ? steps[i - width - 1] : 0;
    int low = Math.min(left, up);
    int high = Math.max(left, up);
    return Math.max(low, Math.min(high, left + up - corner));
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
      steps[i] += (byte) expected(steps, i, size.widthPx());
      values[i] = steps[i] / STEPS_PER_LOGIT;
    }
    return new MaskLogits(size, values);
  }
}
