package io.masklet.testdata;

import java.util.Random;

/**
 * Random input for property tests. Every round has its own seed; when one fails, the message names
 * the seed, and {@code -Dseed=} runs that round alone.
 *
 * <pre>{@code
 * Randomized.check(100, random -> {
 *   int width = random.size(1, 300);
 *   assertThat(decode(encode(bitmap(random, width)))).isEqualTo(…);
 * });
 * }</pre>
 */
public final class Randomized {

  private final Random random;

  private Randomized(long seed) {
    random = new Random(seed);
  }

  /** A property that must hold for whatever the generator gives. */
  @FunctionalInterface
  public interface Property {
    void check(Randomized random) throws Exception;
  }

  /** Generator with a fixed seed, for data that should be the same in every run. */
  public static Randomized seeded(long seed) {
    return new Randomized(seed);
  }

  /**
   * Checks a property on fresh random input, {@code rounds} times.
   *
   * @throws AssertionError if a round fails; its message says how to replay it
   */
  public static void check(int rounds, Property property) {
    Long replay = Long.getLong("seed");
    if (replay != null) {
      round(replay, property);
      return;
    }
    Random seeds = new Random();
    for (int i = 0; i < rounds; i++) {
      round(seeds.nextInt() & 0xFFFFFFFFL, property);
    }
  }

  private static void round(long seed, Property property) {
    try {
      property.check(new Randomized(seed));
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          "fails for seed %d; replay with -Dseed=%d: %s".formatted(seed, seed, failure), failure);
    }
  }

  /**
   * A length between two bounds, both included. Half of the time it is one that breaks things: a
   * bound, a power of two or a neighbour of one.
   */
  public int size(int least, int most) {
    int power = 1 << random.nextInt(31 - Integer.numberOfLeadingZeros(Math.max(1, most)) + 1);
    int candidate =
        switch (random.nextInt(8)) {
          case 0 -> least;
          case 1 -> most;
          case 2 -> power;
          case 3 -> power + 1 - 2 * random.nextInt(2);
          default -> least + random.nextInt(most - least + 1);
        };
    return Math.max(least, Math.min(most, candidate));
  }

  /** A whole number between two bounds, both included, all equally likely. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A number in {@code [least, below)}. */
  public double real(double least, double below) {
    return least + random.nextDouble() * (below - least);
  }

  /** True with the given probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Floats with mean 0 and deviation 1. */
  public float[] gaussians(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Bytes, all values equally likely. */
  public byte[] bytes(int count) {
    byte[] values = new byte[count];
    random.nextBytes(values);
    return values;
  }

  /**
   * A mask with structure, {@code [height, width]}: empty, full, speckled, or a few rectangles and
   * ellipses joined and cut out.
   */
  public boolean[] mask(int width, int height) {
    boolean[] mask = new boolean[width * height];
    int kind = random.nextInt(8);
    double density = kind == 0 ? 0 : kind == 1 ? 1 : random.nextDouble();
    if (kind < 3) {
      for (int i = 0; i < mask.length; i++) {
        mask[i] = random.nextDouble() < density;
      }
      return mask;
    }
    for (int shape = random.nextInt(4); shape >= 0; shape--) {
      stamp(mask, width, height, shape == 0 || random.nextInt(3) > 0);
    }
    return mask;
  }

  private void stamp(boolean[] mask, int width, int height, boolean value) {
    double centreX = real(0, width);
    double centreY = real(0, height);
    double radiusX = real(0.5, 0.6 * width + 0.6);
    double radiusY = real(0.5, 0.6 * height + 0.6);
    boolean round = random.nextBoolean();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = Math.abs(x + 0.5 - centreX) / radiusX;
        double v = Math.abs(y + 0.5 - centreY) / radiusY;
        if (round ? u * u + v * v < 1 : Math.max(u, v) < 1) {
          mask[y * width + x] = value;
        }
      }
    }
  }
}
