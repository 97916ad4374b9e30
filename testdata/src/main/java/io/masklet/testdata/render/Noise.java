package io.masklet.testdata.render;

import java.util.Random;

/**
 * Smooth gradient noise in two and three dimensions, the raw material of every texture.
 *
 * <p>Repeats every 256 units. Values lie in about [-1, 1] with mean 0.
 *
 * @see <a href="https://doi.org/10.1145/566654.566636">Perlin, Improving Noise, 2002</a>
 */
public final class Noise {

  private static final int PERIOD = 256;

  /** Eight directions in the plane, x and y in turn. */
  private static final double[] SLOPES = {
    1, 0, 0.7071, 0.7071, 0, 1, -0.7071, 0.7071, -1, 0, -0.7071, -0.7071, 0, -1, 0.7071, -0.7071
  };

  private final int[] shuffled = new int[2 * PERIOD];

  public Noise(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < PERIOD; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    System.arraycopy(shuffled, 0, shuffled, PERIOD, PERIOD);
  }

  /** Noise at a point of the plane; three times faster than in space. */
  public double at(double x, double y) {
    int cellX = floor(x);
    int cellY = floor(y);
    double u = x - cellX;
    double v = y - cellY;
    int i = cellX & (PERIOD - 1);
    int j = cellY & (PERIOD - 1);
    int left = shuffled[i] + j;
    int right = shuffled[i + 1] + j;
    double a = fade(u);
    double low = mix(slope(left, u, v), slope(right, u - 1, v), a);
    double high = mix(slope(left + 1, u, v - 1), slope(right + 1, u - 1, v - 1), a);
    return 1.3 * mix(low, high, fade(v));
  }

  /** Noise at a point of space. */
  public double at(double x, double y, double z) {
    int cellX = floor(x);
    int cellY = floor(y);
    int cellZ = floor(z);
    double u = x - cellX;
    double v = y - cellY;
    double w = z - cellZ;
    int i = cellX & (PERIOD - 1);
    int j = cellY & (PERIOD - 1);
    int k = cellZ & (PERIOD - 1);
    int left = shuffled[i] + j;
    int right = shuffled[i + 1] + j;
    int leftLow = shuffled[left] + k;
    int leftHigh = shuffled[left + 1] + k;
    int rightLow = shuffled[right] + k;
    int rightHigh = shuffled[right + 1] + k;
    double a = fade(u);
    double b = fade(v);
    double near =
        mix(
            mix(slope(leftLow, u, v, w), slope(rightLow, u - 1, v, w), a),
            mix(slope(leftHigh, u, v - 1, w), slope(rightHigh, u - 1, v - 1, w), a),
            b);
    double far =
        mix(
            mix(slope(leftLow + 1, u, v, w - 1), slope(rightLow + 1, u - 1, v, w - 1), a),
            mix(slope(leftHigh + 1, u, v - 1, w - 1), slope(rightHigh + 1, u - 1, v - 1, w - 1), a),
            b);
    return mix(near, far, fade(w));
  }

  /** Fractal sum in the plane: each octave twice as fine and half as strong. */
  public double fractal(double x, double y, int octaves) {
    double sum = 0;
    double strength = 0.5;
    for (int octave = 0; octave < octaves; octave++) {
      sum += strength * at(x, y);
      x = 2.03 * x + 17.3;
      y = 2.03 * y + 5.7;
      strength /= 2;
    }
    return 1.6 * sum;
  }

  /** Fractal sum in space; every octave is shifted so that the lattices do not line up. */
  public double fractal(double x, double y, double z, int octaves) {
    double sum = 0;
    double strength = 0.5;
    for (int octave = 0; octave < octaves; octave++) {
      sum += strength * at(x, y, z);
      x = 2.03 * x + 17.3;
      y = 2.03 * y + 5.7;
      z = 2.03 * z + 31.1;
      strength /= 2;
    }
    return 1.6 * sum;
  }

  private double slope(int corner, double x, double y) {
    int direction = 2 * (shuffled[corner] & 7);
    return SLOPES[direction] * x + SLOPES[direction + 1] * y;
  }

  private double slope(int corner, double x, double y, double z) {
    return switch (shuffled[corner] & 15) {
      case 0, 12 -> x + y;
      case 1, 13 -> y - x;
      case 2 -> x - y;
      case 3 -> -x - y;
      case 4 -> x + z;
      case 5 -> z - x;
      case 6 -> x - z;
      case 7 -> -x - z;
      case 8 -> y + z;
      case 9, 14 -> z - y;
      case 10 -> y - z;
      default -> -y - z;
    };
  }

  private static int floor(double value) {
    int whole = (int) value;
    return value < whole ? whole - 1 : whole;
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static double mix(double a, double b, double amount) {
    return a + amount * (b - a);
  }
}
