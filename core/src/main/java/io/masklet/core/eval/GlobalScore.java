package io.masklet.core.eval;

import io.masklet.core.eval.Statistics.Quarters;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * The figures a benchmark is quoted by: means over objects, not over sequences, so that a sequence
 * of three objects weighs three times one of a single object.
 *
 * @param objects how many there were
 * @param j means of the objects' statistics of J
 * @param f means of the objects' statistics of F
 */
public record GlobalScore(int objects, Statistics j, Statistics f) {

  /** Means over objects; NaN if there are none. */
  public static GlobalScore of(Collection<ObjectScore> objects, Quarters quarters) {
    return new GlobalScore(
        objects.size(),
        mean(objects, object -> object.j(quarters)),
        mean(objects, object -> object.f(quarters)));
  }

  /** Mean of J and F. */
  public double jAndF() {
    return (j.mean() + f.mean()) / 2;
  }

  private interface Measure {
    Statistics of(ObjectScore object);
  }

  private static Statistics mean(Collection<ObjectScore> objects, Measure measure) {
    var all = objects.stream().map(measure::of).toList();
    return new Statistics(
        mean(all, Statistics::mean), mean(all, Statistics::recall), mean(all, Statistics::decay));
  }

  private static double mean(Collection<Statistics> all, ToDoubleFunction<Statistics> figure) {
    return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
