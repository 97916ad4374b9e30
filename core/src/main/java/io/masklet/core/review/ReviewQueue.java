package io.masklet.core.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which frames to correct, the one that helps most first. Each is chosen as if those before it in
 * the list had been corrected, so that a stretch of bad frames is named once, by the frame from
 * which its correction is expected to help most, and not frame by frame.
 */
public final class ReviewQueue {

  /** A place where less than this is expected to be put right is not worth a look; whole masks. */
  private static final double LEAST_GAIN = 0.5;

  private static final int MOST_REASONS = 2;

  /** A signal counts as a reason if it makes the frame e^0.25 times more suspect, or more. */
  private static final double LEAST_PUSH = 0.25;

  private static final Comparator<Place> BY_GAIN =
      Comparator.comparingDouble(Place::gain)
          .reversed()
          .thenComparingLong(place -> place.judged().frame())
          .thenComparingInt(place -> place.judged().sighting().objectId());

  private final NeedsYou model;

  public ReviewQueue(NeedsYou model) {
    this.model = model;
  }

  /**
   * The places of all objects, the one with the highest gain first.
   *
   * @param objects the judged frames of each object, ascending by frame
   */
  public List<Place> places(List<List<Judged>> objects) {
    List<Place> places = new ArrayList<>();
    objects.forEach(object -> places.addAll(placesOf(object)));
    places.sort(BY_GAIN);
    return places;
  }

  private List<Place> placesOf(List<Judged> track) {
    Healing healing = new Healing(track);
    List<Place> places = new ArrayList<>();
    for (int at = healing.best(); at >= 0 && healing.gain(at) >= LEAST_GAIN; at = healing.best()) {
      places.add(place(track, at, healing.gain(at)));
      healing.correct(at);
    }
    return places;
  }

  private Place place(List<Judged> track, int at, double gain) {
    long from = track.get(suspectEnd(track, at, -1)).frame();
    long to = track.get(suspectEnd(track, at, 1)).frame();
    return new Place(track.get(at), from, to, gain, reasons(track.get(at)));
  }

  /** Where the stretch ends whose frames are at least half as suspect. */
  private static int suspectEnd(List<Judged> track, int at, int step) {
    int end = at;
    for (int i = at + step; i >= 0 && i < track.size(); i += step) {
      if (track.get(i).needsYou() < track.get(at).needsYou() / 2) {
        break;
      }
      end = i;
    }
    return end;
  }

  /** What makes a frame suspect, the weightiest first. */
  private List<String> reasons(Judged judged) {
    Evidence evidence = judged.evidence();
    List<Signal> signals = new ArrayList<>(List.of(Signal.values()));
    signals.removeIf(signal -> model.push(signal, evidence) < LEAST_PUSH);
    signals.sort(
        Comparator.comparingDouble((Signal signal) -> model.push(signal, evidence)).reversed());
    if (signals.isEmpty()) {
      return List.of("nothing stands out; it is the least sure frame around");
    }
    return signals.stream()
        .limit(MOST_REASONS)
        .map(signal -> signal.words(evidence.worst(signal)))
        .toList();
  }
}
