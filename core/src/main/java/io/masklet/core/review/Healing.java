package io.masklet.core.review;

import java.util.List;

/**
 * What corrections of one object are expected to bring. A correction puts its own frame right and
 * helps those around it, the less the farther: those after it up to {@value #REACH_AHEAD} frames
 * away, those before it, where earlier prompts count for more, up to {@value #REACH_BACK}; and not
 * beyond a frame that a person prompted, since that has its own.
 */
final class Healing {

  /** Frames; two seconds of film. Of measured gains these two explain most, see docs/review.md. */
  static final int REACH_AHEAD = 50;

  static final int REACH_BACK = 15;

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
    int from = end(at, -1, REACH_BACK);
    int to = end(at, 1, REACH_AHEAD);
    for (int i = from; i <= to; i++) {
      left[i] *= 1 - help(at, i);
    }
    for (int i = end(from, -1, REACH_AHEAD); i <= end(to, 1, REACH_BACK); i++) {
      gains[i] = reckon(i);
    }
  }

  private double reckon(int at) {
    double sum = 0;
    for (int i = end(at, -1, REACH_BACK); i <= end(at, 1, REACH_AHEAD); i++) {
      sum += help(at, i) * left[i];
    }
    return left[at] * sum;
  }

  /** The last frame going one way that is nearer than {@code reach}, with no prompt between. */
  private int end(int at, int step, int reach) {
    int end = at;
    for (int i = at + step; i >= 0 && i < left.length; i += step) {
      if (track.get(i).sighting().prompted() || Math.abs(ahead(at, i)) >= reach) {
        break;
      }
      end = i;
    }
    return end;
  }

  /** How much a correction helps another frame, 0 to 1. */
  private double help(int at, int frame) {
    double ahead = ahead(at, frame);
    return ahead >= 0 ? 1 - ahead / REACH_AHEAD : 1 + ahead / REACH_BACK;
  }

  /** How many frames of the video one frame of the track comes after another. */
  private long ahead(int at, int frame) {
    return track.get(frame).frame() - track.get(at).frame();
  }
}
