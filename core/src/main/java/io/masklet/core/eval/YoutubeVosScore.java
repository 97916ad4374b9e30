package io.masklet.core.eval;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * G of YouTube-VOS: J and F, apart for objects whose kind was among those to learn from (seen) and
 * for those whose kind was not (unseen).
 *
 * @param seenJ mean J of objects of seen kinds; NaN if there are none
 * @param seenF mean F of them
 * @param unseenJ mean J of objects of unseen kinds; NaN if there are none
 * @param unseenF mean F of them
 * @see <a href="https://arxiv.org/abs/1809.03327">Xu et al., YouTube-VOS, 2018</a>
 */
public record YoutubeVosScore(double seenJ, double seenF, double unseenJ, double unseenF) {

  /** Splits objects by their kind. */
  public static YoutubeVosScore of(Collection<ObjectScore> objects, Predicate<ObjectScore> isSeen) {
    List<ObjectScore> judged = objects.stream().filter(o -> !o.frames().isEmpty()).toList();
    List<ObjectScore> seen = judged.stream().filter(isSeen).toList();
    List<ObjectScore> unseen = judged.stream().filter(isSeen.negate()).toList();
    return new YoutubeVosScore(
        mean(seen, FrameScore::j),
        mean(seen, FrameScore::f),
        mean(unseen, FrameScore::j),
        mean(unseen, FrameScore::f));
  }

  /** The mean of the four. NaN unless there are objects of both sorts. */
  public double g() {
    return (seenJ + seenF + unseenJ + unseenF) / 4;
  }

  private static double mean(List<ObjectScore> objects, ToDoubleFunction<FrameScore> measure) {
    return objects.stream()
        .mapToDouble(
            object -> object.frames().stream().mapToDouble(measure).average().orElseThrow())
        .average()
        .orElse(Double.NaN);
  }
}
