package io.masklet.core.tensor;

import io.masklet.core.geom.Size;
import io.masklet.core.tensor.kernel.FixedPointTaps;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Stretches a packed RGB picture to the square input of a network and normalises it, bit for bit as
 * the reference's video loader does: Pillow's bicubic, rounded to bytes after each axis, then
 * {@code (v / 255 - mean) / std} per channel, planar. Slower than {@link RgbResizer} and no better;
 * for comparisons.
 *
 * <pre>
 *   rgb      [H, W, 3]   unsigned bytes
 *   result   [3, S, S]   float32
 * </pre>
 *
 * <p><b>Threads.</b> One caller at a time.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/utils/misc.py#_load_img_as_tensor.
public final class PillowRgbResizer {

  private final Size input;
  private final int sidePx;
  private final FixedPointTaps across;
  private final FixedPointTaps down;

  /** {@code [3, 256]}: every byte of a channel, normalised. */
  private final float[] normalised = new float[3 * 256];

  private final byte[] row;

  /** {@code [H, S, 3]}: every input row, already resized horizontally. */
  private final byte[] rows;

  /**
   * @param input size of the pictures to come
   * @param sidePx side S of the square
   * @param mean of red, green and blue, on the scale 0 to 1
   * @param std standard deviation of red, green and blue, on the same scale
   */
  public PillowRgbResizer(Size input, int sidePx, float[] mean, float[] std) {
    this.input = input;
    this.sidePx = sidePx;
    this.across = FixedPointTaps.bicubic(input.widthPx(), sidePx);
    this.down = FixedPointTaps.bicubic(input.heightPx(), sidePx);
    for (int i = 0; i < normalised.length; i++) {
      int channel = i / 256;
      normalised[i] = ((float) (i % 256 / 255.0) - mean[channel]) / std[channel];
    }
    this.row = new byte[3 * input.widthPx()];
    this.rows = new byte[Math.multiplyExact(input.heightPx(), 3 * sidePx)];
  }

  /** Size of the pictures this was made for. */
  public Size input() {
    return input;
  }

  /**
   * Resizes and normalises one picture.
   *
   * @param rgb {@code [H, W, 3]} of exactly the input size; position and limit carry no meaning
   * @param out at least {@code 3 * S * S} numbers from index 0; position and limit are left alone
   */
  public void resize(ByteBuffer rgb, FloatBuffer out) {
    RgbResizer.requireSizes(input, sidePx, rgb, out);
    resizeRows(rgb);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < sidePx; y++) {
        for (int x = 0; x < sidePx; x++) {
          int value = down.apply(y, rows, 3 * x + channel, 3 * sidePx) & 0xFF;
          out.put((channel * sidePx + y) * sidePx + x, normalised[256 * channel + value]);
        }
      }
    }
  }

  private void resizeRows(ByteBuffer rgb) {
    for (int y = 0; y < input.heightPx(); y++) {
      rgb.get(y * row.length, row);
      for (int x = 0; x < sidePx; x++) {
        for (int channel = 0; channel < 3; channel++) {
          rows[3 * (y * sidePx + x) + channel] = across.apply(x, row, channel, 3);
        }
      }
    }
  }
}
