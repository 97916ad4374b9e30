package io.masklet.core.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what speaks against the masks of one object: the figures of each frame ({@link Figures}),
 * then for each frame those of its neighbours, at most {@value #NEAR} frames away and not beyond a
 * frame that a person prompted.
 */
public final class EvidenceReader {

  private static final int NEAR = 4;

  private final List<Sighting> sightings;
  private final List<Map<Signal, Double>> figures;

  private EvidenceReader(List<Sighting> sightings) {
    this.sightings = sightings;
    this.figures = Figures.of(sightings);
  }

  /**
   * The evidence for every sighting.
   *
   * @param sightings of one object, ascending by frame, no frame twice
   */
  public static List<Evidence> read(List<Sighting> sightings) {
    EvidenceReader reader = new EvidenceReader(sightings);
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < sightings.size(); i++) {
      evidence.add(reader.at(i));
    }
    return evidence;
  }

  private Evidence at(int i) {
    int from = end(i, -1);
    int to = end(i, 1);
    Map<Signal, Double> doubts = new EnumMap<>(Signal.class);
    Map<Signal, Double> worst = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      double sum = 0;
      int known = 0;
      double worstFigure = Double.NaN;
      for (int k = from; k <= to; k++) {
        double figure = figures.get(k).getOrDefault(signal, Double.NaN);
        if (!Double.isNaN(figure)) {
          sum += signal.input(figure);
          known++;
          boolean worse = !(signal.input(figure) <= signal.input(worstFigure));
          worstFigure = worse ? figure : worstFigure;
        }
      }
      doubts.put(signal, sum / known);
      worst.put(signal, worstFigure);
    }
    return new Evidence(sightings.get(i), doubts, worst);
  }

  /** The last neighbour going one way. */
  private int end(int i, int step) {
    int end = i;
    for (int k = i + step; k >= 0 && k < sightings.size(); k += step) {
      boolean near = Math.abs(sightings.get(k).frame() - sightings.get(i).frame()) <= NEAR;
      if (!near || sightings.get(k).prompted() || sightings.get(i).prompted()) {
        break;
      }
      end = k;
    }
    return end;
  }
}
