package io.masklet.core.review;

import java.util.List;

/**
 * What corrections of one object are expected to bring. A correction puts its own frame right and
 * helps those around it, the less the farther: half as much at half of {@value #REACH} frames, and
 * not beyond a frame that a person prompted, since that has its own.
 */
final class Healing {

  /** Two seconds of film; no measured figure, see docs/review.md. */
  static final int REACH = 50;

  private final List<Judged> track;
  private final double[] left;
  private final double[] gains;

  /**
   * @param track one object, ascending by frame
   */
  Healing(List<Judged> track) {
    this.track = track;
    left = track.stream().mapToDouble(Judged::shortfall).toArray();
    gains = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      gains[i] = reckon(i);
    }
  }

  /**
   * How much a correction is expected to put right, in whole masks: what its own frame lacks, since
   * where nothing is wrong nothing can be corrected, times what is lacking within its reach.
   */
  double gain(int at) {
    return gains[at];
  }

  /** The frame with the highest gain, the first of equals; -1 if there are no frames. */
  int best() {
    int best = -1;
    for (int i = 0; i < gains.length; i++) {
      if (best < 0 || gains[i] > gains[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Takes a correction for made: what it helps needs less of the next one. */
  void correct(int at) {
    int from = end(at, -1);
    int to = end(at, 1);
    for (int i = from; i <= to; i++) {
      left[i] *= 1 - help(at, i);
    }
    for (int i = end(from, -1); i <= end(to, 1); i++) {
      gains[i] = reckon(i);
    }
  }

  private double reckon(int at) {
    double sum = 0;
    for (int i = end(at, -1); i <= end(at, 1); i++) {
      sum += help(at, i) * left[i];
    }
    return left[at] * sum;
  }

  /** The last frame that a correction reaches going one way. */
  private int end(int at, int step) {
    int end = at;
    for (int i = at + step; i >= 0 && i < left.length; i += step) {
      if (track.get(i).sighting().prompted() || help(at, i) <= 0) {
        break;
      }
      end = i;
    }
    return end;
  }

  /** How much a correction helps another frame, 0 to 1. */
  private double help(int at, int frame) {
    return 1 - (double) Math.abs(track.get(frame).frame() - track.get(at).frame()) / REACH;
  }
}
