package io.masklet.core.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How far a global figure could lie elsewhere had other sequences been filmed: the benchmark is
 * drawn again and again from its own sequences, with replacement.
 *
 * <p>Whole sequences are drawn, not frames or objects, since those of one sequence are alike. Equal
 * seeds give equal intervals.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron, Bootstrap Methods, 1979</a>
 * @param seed of the draws
 * @param rounds how many benchmarks are drawn
 */
public record Bootstrap(long seed, int rounds) {

  /** What is used unless asked otherwise: seed 1, 2000 rounds. */
  public static final Bootstrap DEFAULT = new Bootstrap(1, 2000);

  private static final double TAIL = 0.025;

  public Bootstrap {
    if (rounds < 40) {
      throw new IllegalArgumentException(
          "bootstrap: expected at least 40 rounds for its tails, got " + rounds);
    }
  }

  /** The middle 95 % of what was drawn. */
  public record Interval(double low, double high) {}

  /**
   * The interval of a figure.
   *
   * @param figure of a benchmark; sequences drawn twice are in it twice
   * @return empty if there is only one sequence, which tells nothing of others
   */
  public Optional<Interval> interval(
      Collection<ObjectScore> objects, ToDoubleFunction<Collection<ObjectScore>> figure) {
    List<List<ObjectScore>> sequences = bySequence(objects);
    if (sequences.size() < 2) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      drawn[i] = figure.applyAsDouble(draw(sequences, random));
    }
    Arrays.sort(drawn);
    int cut = (int) (TAIL * rounds);
    return Optional.of(new Interval(drawn[cut], drawn[rounds - 1 - cut]));
  }

  private static List<List<ObjectScore>> bySequence(Collection<ObjectScore> objects) {
    Map<String, List<ObjectScore>> sequences = new LinkedHashMap<>();
    for (ObjectScore object : objects) {
      sequences.computeIfAbsent(object.sequence(), name -> new ArrayList<>()).add(object);
    }
    return List.copyOf(sequences.values());
  }

  private static List<ObjectScore> draw(
      List<List<ObjectScore>> sequences, SplittableRandom random) {
    List<ObjectScore> drawn = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      drawn.addAll(sequences.get(random.nextInt(sequences.size())));
    }
    return drawn;
  }
}
