package io.masklet.tracker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureDistanceTest {

  private static final int SIDE = 12;

  @Test
  void from_flatPicture_isTheLengthOfTheWay() {
    float[] distances =
        new FeatureDistance(FloatBuffer.allocate(2 * SIDE * SIDE), SIDE).from(2, 3, 100);
    assertThat(distances[3 * SIDE + 2]).isZero();
    assertThat(distances[3 * SIDE + 7]).isCloseTo(5 * 5.6f / SIDE, within(1e-5f));
    assertThat(distances[6 * SIDE + 5])
        .isCloseTo((float) (3 * Math.sqrt(2) * 5.6 / SIDE), within(1e-5f));
  }

  @Test
  void from_anyPicture_equalsRelaxingUntilNothingChanges() {
    FloatBuffer features = FloatBuffer.allocate(3 * SIDE * SIDE);
    Random random = new Random(4);
    for (int i = 0; i < features.capacity(); i++) {
      features.put(i, (float) random.nextGaussian());
    }
    float[] expected = relaxed(features, 5, 5);
    float[] distances = new FeatureDistance(features, SIDE).from(5, 5, 100);
    for (int i = 0; i < expected.length; i++) {
      assertThat(distances[i]).isCloseTo(expected[i], within(1e-4f));
    }
  }

  @Test
  void from_limit_leavesTheRestInfinite() {
    float[] distances = new FeatureDistance(FloatBuffer.allocate(SIDE * SIDE), SIDE).from(0, 0, 1);
    assertThat(distances[2]).isLessThanOrEqualTo(1);
    assertThat(distances[3]).isEqualTo(Float.POSITIVE_INFINITY);
  }

  /** The slow twin: every cell looks at all others beside it, again and again. */
  private static float[] relaxed(FloatBuffer features, int x, int y) {
    double perFeature = 0.3 / Math.sqrt(variance(features));
    double[] distances = new double[SIDE * SIDE];
    Arrays.fill(distances, 1e9);
    distances[y * SIDE + x] = 0;
    for (int round = 0; round < SIDE * SIDE; round++) {
      for (int a = 0; a < distances.length; a++) {
        for (int b = 0; b < distances.length; b++) {
          int dx = Math.abs(a % SIDE - b % SIDE);
          int dy = Math.abs(a / SIDE - b / SIDE);
          if (a != b && dx <= 1 && dy <= 1) {
            double step = Math.hypot(dx, dy) * 5.6 / SIDE + perFeature * apart(features, a, b);
            distances[b] = Math.min(distances[b], distances[a] + step);
          }
        }
      }
    }
    float[] result = new float[distances.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) distances[i];
    }
    return result;
  }

  private static double apart(FloatBuffer features, int a, int b) {
    double sum = 0;
    for (int plane = 0; plane < features.capacity(); plane += SIDE * SIDE) {
      sum += Math.pow(features.get(plane + a) - features.get(plane + b), 2);
    }
    return Math.sqrt(sum);
  }

  private static double variance(FloatBuffer features) {
    double variance = 0;
    for (int plane = 0; plane < features.capacity(); plane += SIDE * SIDE) {
      double mean = 0;
      for (int i = 0; i < SIDE * SIDE; i++) {
        mean += features.get(plane + i) / (double) (SIDE * SIDE);
      }
      for (int i = 0; i < SIDE * SIDE; i++) {
        variance += Math.pow(features.get(plane + i) - mean, 2) / (SIDE * SIDE);
      }
    }
    return variance;
  }
}
