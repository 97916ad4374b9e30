package io.masklet.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.review.NeedsYou.Term;
import io.masklet.core.review.Sighting.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReviewQueueTest {

  /** Log odds of -4, and 8 more for a mask none of which is sure. */
  private static final NeedsYou STABILITY_ONLY = stabilityOnly();

  private static NeedsYou stabilityOnly() {
    Map<Signal, Term> terms = new EnumMap<>(Signal.class);
    Arrays.stream(Signal.values()).forEach(signal -> terms.put(signal, new Term(0, 0)));
    terms.put(Signal.STABILITY, new Term(8, 0.1));
    return new NeedsYou(-4, terms);
  }

  @Test
  void fitted_hasAWeightForEverySignal_noneOfThemNegative() {
    NeedsYou fitted = NeedsYou.fitted();
    double good = fitted.score(evidence(sighting(1, 1, 0.98)));
    double bad = fitted.score(evidence(sighting(1, 1, 0.02)));
    assertThat(good).isBetween(0.0, 0.3);
    assertThat(bad).isGreaterThan(good).isLessThanOrEqualTo(1);
    assertThat(fitted.toProperties().lines()).hasSize(1 + 2 * Signal.values().length);
    assertThatThrownBy(() -> new NeedsYou(0, new HashMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("object_score");
  }

  @Test
  void score_ofAPromptedFrame_isNone() {
    Sighting prompted = new Sighting(0, 0, 1, new Shape(5, 5, 1, 1), 0, 0, 0, 0, 0, 0, true);
    assertThat(STABILITY_ONLY.score(evidence(prompted))).isZero();
  }

  @Test
  void score_ofASignalNobodyMeasured_isThatOfTheMean() {
    assertThat(STABILITY_ONLY.score(evidence(sighting(1, 1, Double.NaN))))
        .isCloseTo(STABILITY_ONLY.score(evidence(sighting(1, 1, 0.9))), within(1e-12));
  }

  @Test
  void shortfall_isWhatIsDoubtedOfAMaskThatMayBeBadAltogether() {
    Sighting found = sighting(1, 1, 0.7);
    assertThat(shortfall(found, 0)).isCloseTo(0.3, within(1e-12));
    assertThat(shortfall(found, 0.5)).isCloseTo(0.65, within(1e-12));
    assertThat(shortfall(sighting(1, 1, Double.NaN), 0.2)).isCloseTo(0.2, within(1e-12));
    Sighting lost = new Sighting(1, 0, 1, Shape.NONE, -3, 0.1, 0.1, 0.1, 0.1, 0.1, false);
    assertThat(shortfall(lost, 0.2)).isCloseTo(0.2, within(1e-12));
    assertThat(shortfall(prompted(1), 0)).isZero();
  }

  private static double shortfall(Sighting sighting, double needsYou) {
    return new Judged(evidence(sighting), needsYou).shortfall();
  }

  @Test
  void places_theLongerBadStretchComesFirst_eachNamedOnce() {
    double[] stability = new double[200];
    Arrays.fill(stability, 1);
    Arrays.fill(stability, 20, 25, 0); // five frames
    Arrays.fill(stability, 120, 140, 0); // twenty
    List<Place> places = queue().places(List.of(judged(1, stability)));
    assertThat(places.get(0).judged().frame()).isBetween(124L, 135L);
    assertThat(places.get(0).fromFrame()).isBetween(118L, 124L);
    assertThat(places.get(0).toFrame()).isBetween(135L, 141L);
    assertThat(places.get(0).gain()).isBetween(12., 20.);
    assertThat(places.get(0).reasons())
        .containsExactly("the outline is vague (0 % of the mask is sure)");
    assertThat(places).filteredOn(place -> place.judged().frame() < 100).hasSize(1);
    assertThat(places).isSortedAccordingTo((a, b) -> Double.compare(b.gain(), a.gain()));
  }

  @Test
  void places_ofALongBadStretch_standApart() {
    double[] stability = new double[1000];
    List<Place> places = queue().places(List.of(judged(1, stability)));
    List<Long> frames = places.stream().map(place -> place.judged().frame()).sorted().toList();
    assertThat(frames.size()).isBetween(20, 70);
    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i) - frames.get(i - 1)).isGreaterThan(5);
    }
  }

  @Test
  void places_stopAtPrompts_andObjectsStayApart() {
    double[] stability = new double[21];
    List<Sighting> sightings = sightings(1, stability);
    sightings.set(10, prompted(10));
    List<Judged> first = Judged.all(sightings, STABILITY_ONLY);
    List<Place> places = queue().places(List.of(first, judged(2, stability)));
    assertThat(places.get(0).judged().sighting().objectId()).isEqualTo(2);
    Place left =
        places.stream()
            .filter(p -> p.judged().sighting().objectId() == 1 && p.judged().frame() < 10)
            .findFirst()
            .orElseThrow();
    assertThat(left.toFrame()).isLessThan(10);
    assertThat(left.gain()).isLessThan(10);
  }

  @Test
  void healing_afterCorrections_equalsBeginningAnew() {
    double[] stability = new double[300];
    for (int i = 0; i < stability.length; i++) {
      stability[i] = (i * 37 % 101) / 100.;
    }
    List<Judged> track = judged(1, stability);
    Healing healing = new Healing(track);
    double[] left = track.stream().mapToDouble(Judged::shortfall).toArray();
    for (int round = 0; round < 5; round++) {
      int best = healing.best();
      for (int i = 0; i < left.length; i++) {
        assertThat(healing.gain(i)).isCloseTo(slowGain(left, i), within(1e-9));
        assertThat(healing.gain(i)).isLessThanOrEqualTo(healing.gain(best));
      }
      healing.correct(best);
      for (int i = 0; i < left.length; i++) {
        left[i] *= 1 - help(best, i);
      }
    }
  }

  /** The slow twin: all frames, no matter how far. */
  private static double slowGain(double[] left, int at) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += help(at, i) * left[i];
    }
    return left[at] * sum;
  }

  private static double help(int at, int i) {
    double ahead = i - at;
    return Math.max(
        0, ahead >= 0 ? 1 - ahead / Healing.REACH_AHEAD : 1 + ahead / Healing.REACH_BACK);
  }

  private static ReviewQueue queue() {
    return new ReviewQueue(STABILITY_ONLY);
  }

  private static List<Judged> judged(int objectId, double[] stability) {
    return Judged.all(sightings(objectId, stability), STABILITY_ONLY);
  }

  private static List<Sighting> sightings(int objectId, double[] stability) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < stability.length; i++) {
      sightings.add(sighting(objectId, i, stability[i]));
    }
    return sightings;
  }

  private static Sighting sighting(int objectId, long frame, double stability) {
    Shape shape = new Shape(100, 100, 0, 0);
    return new Sighting(
        frame,
        frame / 25.,
        objectId,
        shape,
        9,
        stability,
        0.99,
        stability,
        stability,
        stability,
        false);
  }

  private static Sighting prompted(long frame) {
    return new Sighting(frame, frame / 25., 1, new Shape(100, 100, 0, 0), 9, 1, 1, 1, 1, 1, true);
  }

  private static Evidence evidence(Sighting sighting) {
    return EvidenceReader.read(List.of(sighting)).get(0);
  }
}
