package io.masklet.tracker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Noise in 11 channels; the object is where the first channel of stride 8 is large. */
class AppearanceTest {

  private static final int GRID = 8;
  private static final int SIDE = 4 * GRID;
  private static final int CELLS = 4 * GRID * GRID;
  private static final int CHANNELS = 8 + 1 + 2;

  @Test
  void scores_tellTheObjectFromWhatSurroundsIt() {
    ImageFeatures learned = features(1, 2, 3);
    Appearance appearance = Objects.requireNonNull(AppearanceFit.of(learned, square(2, 3)));

    float[] moved = appearance.scores(features(2, 9, 8), GRID).values();

    MaskLogits truth = square(9, 8);
    int right = 0;
    for (int i = 0; i < moved.length; i++) {
      right += moved[i] > 0 == truth.values()[i] > 0 ? 1 : 0;
    }
    assertThat(right).isGreaterThan((int) (0.95 * moved.length));
  }

  @Test
  void of_nothingOrEverything_isNull() {
    Size size = Size.square(SIDE);
    assertThat(AppearanceFit.of(features(1, 2, 3), MaskLogits.filled(size, -1))).isNull();
    assertThat(AppearanceFit.of(features(1, 2, 3), MaskLogits.filled(size, 1))).isNull();
  }

  /** The slow twin: ridge regression says what its solution must minimise. */
  @Test
  void of_solutionIsTheLowestPointOfWhatItMinimises() {
    ImageFeatures features = features(3, 2, 3);
    MaskLogits mask = square(2, 3);
    Appearance found = Objects.requireNonNull(AppearanceFit.of(features, mask));
    double least = cost(features, mask, found.weights(), found.bias());

    for (int c = 0; c <= CHANNELS; c++) {
      for (float step : new float[] {-0.01f, 0.01f}) {
        float[] weights = found.weights().clone();
        if (c < CHANNELS) {
          weights[c] += step;
        }
        float bias = found.bias() + (c == CHANNELS ? step : 0);
        assertThat(cost(features, mask, weights, bias)).as("weight %d", c).isGreaterThan(least);
      }
    }
  }

  private static double cost(ImageFeatures features, MaskLogits mask, float[] weights, float bias) {
    float[][] planes = FeatureCells.planes(features, GRID);
    float[] targets = targets(mask);
    int inside = 0;
    for (float target : targets) {
      inside += target > 0 ? 1 : 0;
    }
    double cost = 0;
    for (int i = 0; i < CELLS; i++) {
      double score = bias;
      for (int c = 0; c < CHANNELS; c++) {
        score += weights[c] * planes[c][i];
      }
      double share = 0.5 * CELLS / (targets[i] > 0 ? inside : CELLS - inside);
      cost += Math.sqrt(share) * (score - targets[i]) * (score - targets[i]);
    }
    return cost + 0.01 * CELLS * norm(planes, weights, bias);
  }

  /** Squares of the weights of channels with mean 0 and deviation 1. */
  private static double norm(float[][] planes, float[] weights, float bias) {
    double norm = 0;
    double centre = bias;
    for (int c = 0; c < CHANNELS; c++) {
      double mean = 0;
      double squares = 0;
      for (float value : planes[c]) {
        mean += value / CELLS;
        squares += (double) value * value / CELLS;
      }
      double deviation = Math.sqrt(squares - mean * mean) + 1e-4;
      norm += Math.pow(weights[c] * deviation, 2);
      centre += weights[c] * mean;
    }
    return norm + centre * centre;
  }

  /** The slow twin: enlarging every channel, then adding. */
  @Test
  void scores_areTheWeightedSumOfAllPlanes() {
    ImageFeatures features = features(4, 1, 1);
    float[] weights = noise(new Random(5), CHANNELS);
    float[] sums = new float[CELLS];
    float[][] planes = FeatureCells.planes(features, GRID);
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < CELLS; i++) {
        sums[i] += weights[c] * planes[c][i];
      }
    }
    assertThat(FeatureCells.weighted(features, GRID, weights)).containsExactly(sums, within(1e-4f));
  }

  private static float[] targets(MaskLogits mask) {
    float[] signs = mask.values().clone();
    for (int i = 0; i < signs.length; i++) {
      signs[i] = signs[i] > 0 ? 1 : -1;
    }
    return FeatureCells.halved(signs, SIDE);
  }

  /** A square of 5 x 5 cells of stride 8. */
  private static MaskLogits square(int left, int top) {
    float[] values = new float[SIDE * SIDE];
    Arrays.fill(values, -10);
    for (int y = 2 * top; y < 2 * (top + 5); y++) {
      Arrays.fill(values, y * SIDE + 2 * left, y * SIDE + 2 * (left + 5), 10);
    }
    return new MaskLogits(Size.square(SIDE), values);
  }

  private static ImageFeatures features(long seed, int left, int top) {
    Random random = new Random(seed);
    float[] middle = noise(random, 2 * CELLS);
    for (int y = top; y < top + 5; y++) {
      for (int x = left; x < left + 5; x++) {
        middle[y * 2 * GRID + x] += 6;
      }
    }
    return new ImageFeatures(
        FloatBuffer.wrap(noise(random, 8 * GRID * GRID)),
        FloatBuffer.wrap(noise(random, SIDE * SIDE)),
        FloatBuffer.wrap(middle),
        () -> {});
  }

  private static float[] noise(Random random, int count) {
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
