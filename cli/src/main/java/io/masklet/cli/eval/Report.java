package io.masklet.cli.eval;

import io.masklet.core.eval.Bootstrap;
import io.masklet.core.eval.Bootstrap.Interval;
import io.masklet.core.eval.GlobalScore;
import io.masklet.core.eval.Hota;
import io.masklet.core.eval.IdentityScore;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.core.eval.YoutubeVosScore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * All figures of one evaluation.
 *
 * @param objects in the order they are shown
 * @param rules by which they were judged, in words
 * @param quarters how decay is reckoned
 * @param run how the masks were made; null if they were found ready
 * @param youtube figures by kind of object; null if kinds are not known
 * @param tracks figures that let ids differ; null if nobody asked
 */
record Report(
    List<ObjectScore> objects,
    String rules,
    Quarters quarters,
    @Nullable RunFacts run,
    @Nullable YoutubeVosScore youtube,
    @Nullable Tracks tracks) {

  Report {
    objects = List.copyOf(objects);
  }

  /** All sequences as one. */
  record Tracks(Hota hota, IdentityScore identity) {}

  GlobalScore global() {
    return GlobalScore.of(objects, quarters);
  }

  long sequences() {
    return objects.stream().map(ObjectScore::sequence).distinct().count();
  }

  /** Where a global figure lies in 95 % of benchmarks drawn from this one. */
  Optional<Interval> interval(ToDoubleFunction<GlobalScore> figure) {
    ToDoubleFunction<Collection<ObjectScore>> ofDrawn =
        drawn -> figure.applyAsDouble(GlobalScore.of(drawn, quarters));
    return Bootstrap.DEFAULT.interval(objects, ofDrawn);
  }
}
