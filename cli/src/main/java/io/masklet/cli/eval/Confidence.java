package io.masklet.cli.eval;

import io.masklet.core.eval.Reliability;
import io.masklet.core.eval.SearchCurve;
import io.masklet.core.mask.Calibration;
import io.masklet.core.review.Judged;
import io.masklet.core.review.NeedsYou;
import io.masklet.core.review.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How far to trust what is said of masks: the network's own scores, as they are and calibrated, and
 * the needs-you score of the review queue. Masks on prompted frames are left out: a person has seen
 * them.
 */
public final class Confidence {

  /**
   * One mask that was judged.
   *
   * @param needsYou what spoke against it, and how much
   */
  public record Sample(Checked checked, Judged needsYou) {

    /** Whether it needed a person. */
    public boolean isBad() {
      return checked.j() < NeedsYou.BAD_J;
    }
  }

  /**
   * Whether objects that are not there are said to be absent.
   *
   * @param masks how many were judged
   * @param absent in how many the truth does not show the object
   * @param saidAbsent for how many the tracker said so
   * @param both how many of these are the same
   */
  public record Absence(int masks, int absent, int saidAbsent, int both) {

    /** Share of what is said that is true; NaN if nothing was said. */
    public double precision() {
      return (double) both / saidAbsent;
    }

    /** Share of what is true that is said; NaN if no object was ever absent. */
    public double recall() {
      return (double) both / absent;
    }
  }

  private final List<Sample> samples = new ArrayList<>();

  /**
   * Puts what was said beside what is true.
   *
   * @param tracks without calibration
   */
  public Confidence(List<CheckedTrack> tracks, Calibration calibration, NeedsYou model) {
    for (CheckedTrack track : tracks) {
      CheckedTrack calibrated = track.calibrated(calibration);
      List<Judged> judged = Judged.all(calibrated.sightings(), model);
      for (int i = 0; i < judged.size(); i++) {
        Checked checked = calibrated.frames().get(i);
        if (checked.isJudged() && !checked.sighting().prompted()) {
          samples.add(new Sample(checked, judged.get(i)));
        }
      }
    }
  }

  /** Whether there is a mask of an object that is there: without one, no figure means anything. */
  public boolean isJudgeable() {
    return samples.stream().anyMatch(Confidence::isFoundAndThere);
  }

  private static boolean isFoundAndThere(Sample sample) {
    return sample.checked().visible() && sample.checked().sighting().present();
  }

  /**
   * The order of the needs-you score, of what a mask is expected to lack ({@link
   * Judged#shortfall}), of the network's scores alone, and of single signals, by what they are
   * called.
   */
  public Map<String, SearchCurve> orders() {
    Map<String, SearchCurve> orders = new LinkedHashMap<>();
    orders.put("needs you", order(sample -> sample.needsYou().needsYou()));
    orders.put("shortfall", order(sample -> sample.needsYou().shortfall()));
    orders.put("object score", order(sample -> -sample.checked().sighting().objectScore()));
    orders.put("predicted IoU", order(sample -> -sample.checked().sighting().predictedIou()));
    for (Signal signal : Signal.values()) {
      orders.put(signal.title(), order(sample -> sample.needsYou().evidence().doubt(signal)));
    }
    orders.put("chance", order(sample -> 0));
    return orders;
  }

  private SearchCurve order(ToDoubleFunction<Sample> score) {
    boolean[] bad = new boolean[samples.size()];
    for (int i = 0; i < bad.length; i++) {
      bad[i] = samples.get(i).isBad();
    }
    return new SearchCurve(said(samples, score), bad);
  }

  /** Of masks of objects that are there: the predicted IoU against the true one. */
  public Reliability iou(boolean calibrated) {
    return reliability(
        Confidence::isFoundAndThere,
        sample ->
            calibrated
                ? sample.checked().sighting().expectedIou()
                : sample.checked().sighting().predictedIou(),
        sample -> sample.checked().j());
  }

  /** The probability that the object is in the frame against whether it is. */
  public Reliability presence(boolean calibrated) {
    return reliability(
        sample -> true,
        sample ->
            calibrated
                ? sample.checked().sighting().presence()
                : Calibration.NONE.presenceOf(sample.checked().sighting().objectScore()),
        sample -> sample.checked().visible() ? 1 : 0);
  }

  /** The needs-you score against whether a mask was bad. */
  public Reliability needsYou() {
    return reliability(
        sample -> true, sample -> sample.needsYou().needsYou(), sample -> sample.isBad() ? 1 : 0);
  }

  private Reliability reliability(
      Predicate<Sample> which, ToDoubleFunction<Sample> said, ToDoubleFunction<Sample> came) {
    List<Sample> chosen = samples.stream().filter(which).toList();
    return new Reliability(said(chosen, said), said(chosen, came));
  }

  private static double[] said(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).toArray();
  }

  /** Whether absent objects are said to be absent. */
  public Absence absence() {
    int absent = 0;
    int said = 0;
    int both = 0;
    for (Sample sample : samples) {
      boolean gone = !sample.checked().visible();
      boolean saidGone = sample.checked().sighting().objectScore() <= 0;
      absent += gone ? 1 : 0;
      said += saidGone ? 1 : 0;
      both += gone && saidGone ? 1 : 0;
    }
    return new Absence(samples.size(), absent, said, both);
  }
}
