package io.masklet.models.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Pictures as the reference's video loader makes them of a folder of files: Pillow's bicubic resize
 * in fixed point, rounded to bytes after each axis, then normalised.
 */
// Source: python-pillow/Pillow@11.0.0, src/libImaging/Resample.c; facebookresearch/sam2@2b90b9f,
// sam2/utils/misc.py#_load_img_as_tensor.
public final class PillowPixels {

  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] STD = {0.229, 0.224, 0.225};

  private PillowPixels() {}

  /** The picture of a file, {@code [1, 3, side, side]}. */
  public static Tensor read(Path file, int side) {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    float[] pixels = new float[3 * side * side];
    for (int channel = 0; channel < 3; channel++) {
      int[][] plane =
          transpose(resizeRows(transpose(resizeRows(plane(image, channel), side)), side));
      for (int i = 0; i < side * side; i++) {
        float unit = plane[i / side][i % side] / 255f;
        pixels[channel * side * side + i] = (unit - (float) MEAN[channel]) / (float) STD[channel];
      }
    }
    return Tensor.of(new int[] {1, 3, side, side}, pixels);
  }

  private static int[][] plane(BufferedImage image, int channel) {
    int[][] plane = new int[image.getHeight()][image.getWidth()];
    for (int y = 0; y < plane.length; y++) {
      for (int x = 0; x < plane[y].length; x++) {
        plane[y][x] = image.getRGB(x, y) >> (16 - 8 * channel) & 0xff;
      }
    }
    return plane;
  }

  private static int[][] resizeRows(int[][] plane, int width) {
    int from = plane[0].length;
    double scale = (double) from / width;
    double wide = Math.max(scale, 1);
    int[][] resized = new int[plane.length][width];
    for (int x = 0; x < width; x++) {
      double centre = (x + 0.5) * scale;
      int first = Math.max((int) (centre - 2 * wide + 0.5), 0);
      int end = Math.min((int) (centre + 2 * wide + 0.5), from);
      int[] taps = taps(first, end, centre, wide);
      for (int y = 0; y < plane.length; y++) {
        int sum = 1 << (PRECISION_BITS - 1);
        for (int k = 0; k < taps.length; k++) {
          sum += taps[k] * plane[y][first + k];
        }
        resized[y][x] = Math.max(0, Math.min(255, sum >> PRECISION_BITS));
      }
    }
    return resized;
  }

  private static int[] taps(int first, int end, double centre, double wide) {
    double[] weights = new double[end - first];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = bicubic((first + k - centre + 0.5) / wide);
      sum += weights[k];
    }
    int[] taps = new int[weights.length];
    for (int k = 0; k < taps.length; k++) {
      double fixed = weights[k] / sum * (1 << PRECISION_BITS);
      taps[k] = (int) (fixed < 0 ? fixed - 0.5 : fixed + 0.5);
    }
    return taps;
  }

  private static double bicubic(double position) {
    double a = -0.5;
    double x = Math.abs(position);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }

  private static int[][] transpose(int[][] plane) {
    int[][] transposed = new int[plane[0].length][plane.length];
    for (int y = 0; y < plane.length; y++) {
      for (int x = 0; x < plane[y].length; x++) {
        transposed[x][y] = plane[y][x];
      }
    }
    return transposed;
  }
}
