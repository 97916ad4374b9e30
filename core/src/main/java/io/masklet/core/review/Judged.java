package io.masklet.core.review;

import java.util.ArrayList;
import java.util.List;

/**
 * One object in one frame, and how much it needs a person.
 *
 * @param needsYou probability that the mask is bad, 0 to 1
 */
public record Judged(Evidence evidence, double needsYou) {

  /**
   * Judges every sighting of one object.
   *
   * @param sightings ascending by frame, no frame twice
   */
  public static List<Judged> all(List<Sighting> sightings, NeedsYou model) {
    List<Judged> judged = new ArrayList<>();
    for (Evidence evidence : EvidenceReader.read(sightings)) {
      judged.add(new Judged(evidence, model.score(evidence)));
    }
    return judged;
  }

  /**
   * How much of a whole mask is expected to be wrong, 0 to 1: all of it if the mask is bad, else
   * what the network doubts of it. Of an object that was not found, only that it is there after
   * all.
   */
  public double shortfall() {
    boolean known = sighting().present() && !Double.isNaN(sighting().expectedIou());
    double good = known ? sighting().expectedIou() : 1;
    return sighting().prompted() ? 0 : 1 - (1 - needsYou) * good;
  }

  public Sighting sighting() {
    return evidence.sighting();
  }

  public long frame() {
    return sighting().frame();
  }
}
