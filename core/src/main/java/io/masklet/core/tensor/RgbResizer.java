package io.masklet.core.tensor;

import io.masklet.core.geom.Size;
import io.masklet.core.tensor.kernel.AxisTaps;
import io.masklet.core.tensor.kernel.SeparableKernel;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Stretches a packed RGB picture to the square input of a network and normalises it: bilinear with
 * antialias, then {@code (v / 255 - mean) / std} per channel, planar.
 *
 * <pre>
 *   rgb      [H, W, 3]   unsigned bytes
 *   result   [3, S, S]   float32
 * </pre>
 *
 * <p>Resizes down first and across then: a large picture is read once, and the loop over its full
 * rows is one that compilers turn into vector instructions. Tables and scratch rows are made once
 * per frame size; a call allocates nothing. <b>Threads.</b> One caller at a time.
 */
// Source: facebookresearch/sam2@2b90b9f, sam2/utils/transforms.py#SAM2Transforms.
// Differs: resizes 0..255 and scales afterwards, and columns before rows; these steps commute but
// for float rounding.
public final class RgbResizer {

  private final Size input;
  private final int sidePx;
  private final float[] mean;
  private final float[] std;
  private final AxisTaps across;
  private final AxisTaps down;

  /** One input row as bytes. */
  private final byte[] bytes;

  /**
   * The last input rows as numbers, as many as one output row is made of; row y at y modulo that.
   */
  private final float[][] latest;

  /** {@code [W, 3]}: one output row before it is resized along itself. */
  private final float[] wide;

  /** {@code [3, S]} */
  private final float[] outputRows;

  /**
   * @param input size of the pictures to come
   * @param sidePx side S of the square
   * @param mean of red, green and blue, on the scale 0 to 1
   * @param std standard deviation of red, green and blue, on the same scale
   */
  public RgbResizer(Size input, int sidePx, float[] mean, float[] std) {
    if (sidePx < 1 || mean.length != 3 || std.length != 3) {
      throw new IllegalArgumentException(
          "RGB resizer: expected a side of at least 1 and 3 means and deviations, got side %d, %d and %d"
              .formatted(sidePx, mean.length, std.length));
    }
    this.input = input;
    this.sidePx = sidePx;
    this.mean = mean.clone();
    this.std = std.clone();
    this.across = AxisTaps.antialias(input.widthPx(), sidePx);
    this.down = AxisTaps.antialias(input.heightPx(), sidePx);
    this.bytes = new byte[3 * input.widthPx()];
    this.latest = new float[down.count()][3 * input.widthPx()];
    this.wide = new float[3 * input.widthPx()];
    this.outputRows = new float[3 * sidePx];
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
    requireSizes(input, sidePx, rgb, out);
    int read = 0;
    for (int y = 0; y < sidePx; y++) {
      int end = down.first()[y] + down.count();
      for (; read < end; read++) {
        rgb.get(read * bytes.length, bytes);
        SeparableKernel.unsignedToFloat(bytes, latest[read % latest.length]);
      }
      SeparableKernel.acrossRing(latest, down, y, wide);
      SeparableKernel.alongRgbRow(wide, across, outputRows);
      write(y, out);
    }
  }

  /** A picture of the input size in, a square of 3 channels out; other buffers are refused. */
  static void requireSizes(Size input, int sidePx, ByteBuffer rgb, FloatBuffer out) {
    if (rgb.capacity() != 3L * input.areaPx() || out.capacity() < 3 * sidePx * sidePx) {
      throw new IllegalArgumentException(
          "RGB resizer for %s to %d px: expected %d bytes in and room for %d numbers, got %d and %d"
              .formatted(
                  input,
                  sidePx,
                  3L * input.areaPx(),
                  3 * sidePx * sidePx,
                  rgb.capacity(),
                  out.capacity()));
    }
  }

  private void write(int y, FloatBuffer out) {
    for (int channel = 0; channel < 3; channel++) {
      float factor = 1f / (255f * std[channel]);
      float term = -mean[channel] / std[channel];
      SeparableKernel.scaleAndShift(outputRows, channel * sidePx, sidePx, factor, term);
      out.put((channel * sidePx + y) * sidePx, outputRows, channel * sidePx, sidePx);
    }
  }
}
