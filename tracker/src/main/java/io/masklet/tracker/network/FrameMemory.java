package io.masklet.tracker.network;

import io.masklet.core.mask.MaskLogits;
import org.jspecify.annotations.Nullable;

/**
 * One object's spatial memory of one frame, without temporal position (that is added on use). Made
 * in float32; the reference keeps it in bfloat16.
 *
 * @param tokens {@code [T, m]}, row-major; 196 KiB for pocket at 448 px, 1 MiB for SAM 2 at 1024 px
 * @param appearance what the object looked like there; null if that was not learned
 */
public record FrameMemory(float[] tokens, @Nullable Appearance appearance) {

  /** What the network makes of a frame. */
  public FrameMemory(float[] tokens) {
    this(tokens, null);
  }

  /**
   * The same with what the object looks like.
   *
   * @param mask {@code [4g, 4g]}, the object where greater than 0
   */
  public FrameMemory withAppearance(ImageFeatures features, MaskLogits mask) {
    return new FrameMemory(tokens, AppearanceFit.of(features, mask));
  }

  /** The same rounded to bfloat16, to nearest and ties to even, and widened again. */
  public FrameMemory toBfloat16() {
    float[] rounded = new float[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      int bits = Float.floatToRawIntBits(tokens[i]);
      int lastKept = (bits >>> 16) & 1;
      rounded[i] = Float.intBitsToFloat((bits + 0x7FFF + lastKept) & 0xFFFF0000);
    }
    return new FrameMemory(rounded, appearance);
  }
}
