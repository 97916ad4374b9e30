package io.masklet.core.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuidedFilterTest {

  private static final int SIDE = 13;
  private static final int RADIUS = 2;
  private static final float EPSILON = 1e-3f;

  private final float[] rgb = random(3 * SIDE * SIDE, 1);
  private final float[] plane = random(SIDE * SIDE, 2);

  @Test
  void boxMean_equalsTheMeanOfEveryWindow() {
    float[] out = new float[plane.length];

    new BoxMean(SIDE, RADIUS).of(plane, out);

    for (int i = 0; i < out.length; i++) {
      double mean = 0;
      int[] window = window(i);
      for (int cell : window) {
        mean += plane[cell] / (double) window.length;
      }
      assertThat((double) out[i]).as("cell %d", i).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void boxMean_windowLargerThanThePlane_isTheMeanOfAll() {
    float[] out = new float[plane.length];

    new BoxMean(SIDE, 2 * SIDE).of(plane, out);

    double mean = 0;
    for (float value : plane) {
      mean += value / (double) plane.length;
    }
    assertThat((double) out[0]).isCloseTo(mean, within(1e-6));
    assertThat((double) out[plane.length - 1]).isCloseTo(mean, within(1e-6));
  }

  @Test
  void filter_equalsLeastSquaresInEveryWindow() {
    float[][] fast = filter(rgb, EPSILON).coefficients(plane);

    double[][] fits = new double[plane.length][];
    for (int i = 0; i < fits.length; i++) {
      fits[i] = leastSquares(window(i));
    }
    for (int i = 0; i < plane.length; i++) {
      int[] window = window(i);
      for (int k = 0; k < 5; k++) {
        double mean = 0;
        for (int cell : window) {
          mean += fits[cell][k] / window.length;
        }
        assertThat((double) fast[k][i]).as("%d of cell %d", k, i).isCloseTo(mean, within(2e-3));
      }
    }
  }

  @Test
  void filter_planeThatIsAFunctionOfColour_staysWhatItIs() {
    float[] function = new float[plane.length];
    for (int i = 0; i < function.length; i++) {
      function[i] = 0.5f * red(i) - 0.25f * green(i) + 0.125f * blue(i) + 0.3f;
    }

    float[][] found = filter(rgb, 1e-7f).coefficients(function);

    for (int i = 0; i < function.length; i++) {
      float value =
          found[0][i] * red(i) + found[1][i] * green(i) + found[2][i] * blue(i) + found[3][i];
      assertThat(value).as("cell %d", i).isCloseTo(function[i], within(1e-3f));
    }
  }

  @Test
  void filter_pictureOfOneColour_isTheMeanOfTheMean() {
    float[] grey = new float[rgb.length];
    Arrays.fill(grey, 0.4f);

    float[][] found = filter(grey, EPSILON).coefficients(plane);

    BoxMean box = new BoxMean(SIDE, RADIUS);
    float[] twice = new float[plane.length];
    box.of(plane, twice);
    box.of(twice, twice);
    assertThat(found[3]).containsExactly(twice, within(1e-4f));
  }

  private static GuidedFilter filter(float[] picture, float epsilon) {
    GuidedFilter filter = new GuidedFilter(SIDE, RADIUS, epsilon);
    filter.guide(FloatBuffer.wrap(picture));
    return filter;
  }

  /** The slow twin: normal equations of centred colours, solved by elimination. */
  private double[] leastSquares(int[] window) {
    double[] mean = new double[4];
    for (int cell : window) {
      double[] at = {red(cell), green(cell), blue(cell), plane[cell]};
      for (int k = 0; k < 4; k++) {
        mean[k] += at[k] / window.length;
      }
    }
    double[][] system = new double[3][4];
    for (int cell : window) {
      double[] at = {red(cell), green(cell), blue(cell), plane[cell]};
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 4; column++) {
          system[row][column] +=
              (at[row] - mean[row]) * (at[column] - mean[column]) / window.length;
        }
      }
    }
    for (int k = 0; k < 3; k++) {
      system[k][k] += EPSILON;
    }
    double[][] covariances = {system[0].clone(), system[1].clone(), system[2].clone()};
    double[] a = solve(system);
    double explained = 0;
    for (int k = 0; k < 3; k++) {
      explained += a[k] * covariances[k][3];
    }
    return new double[] {
      a[0],
      a[1],
      a[2],
      mean[3] - a[0] * mean[0] - a[1] * mean[1] - a[2] * mean[2],
      explained / variance(window, mean[3])
    };
  }

  private double variance(int[] window, double mean) {
    double sum = 0;
    for (int cell : window) {
      sum += (plane[cell] - mean) * (plane[cell] - mean);
    }
    return sum / window.length;
  }

  private static double[] solve(double[][] system) {
    for (int pivot = 0; pivot < 3; pivot++) {
      for (int row = 0; row < 3; row++) {
        double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int column = 0; column < 4; column++) {
          system[row][column] -= factor * system[pivot][column];
        }
      }
    }
    return new double[] {
      system[0][3] / system[0][0], system[1][3] / system[1][1], system[2][3] / system[2][2]
    };
  }

  private static int[] window(int cell) {
    int x = cell % SIDE;
    int y = cell / SIDE;
    return IntStream.range(0, SIDE * SIDE)
        .filter(i -> Math.abs(i % SIDE - x) <= RADIUS && Math.abs(i / SIDE - y) <= RADIUS)
        .toArray();
  }

  private float red(int cell) {
    return rgb[cell];
  }

  private float green(int cell) {
    return rgb[SIDE * SIDE + cell];
  }

  private float blue(int cell) {
    return rgb[2 * SIDE * SIDE + cell];
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
