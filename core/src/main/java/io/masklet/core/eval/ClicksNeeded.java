package io.masklet.core.eval;

import java.util.List;

/**
 * NoC@k: how many clicks a picture takes until its mask is good enough, and how often even the last
 * one was not enough.
 *
 * @param threshold J that is good enough, such as 0.85
 * @param meanClicks mean over pictures; one that never got there counts the cap. NaN if there are
 *     none
 * @param failedShare share of pictures that never got there; NaN if there are none
 * @see <a href="https://arxiv.org/abs/2102.06583">Sofiiuk et al., RITM, 2021</a>
 */
public record ClicksNeeded(double threshold, double meanClicks, double failedShare) {

  /**
   * Counts clicks.
   *
   * @param pictures for each picture its J after the first click, the second and so on; it may end
   *     early where nothing was left to correct
   * @param cap clicks after which one gives up
   */
  public static ClicksNeeded of(List<List<Double>> pictures, double threshold, int cap) {
    double clicks = 0;
    double failed = 0;
    for (List<Double> picture : pictures) {
      int needed = needed(picture, threshold, cap);
      clicks += Math.min(needed, cap);
      failed += needed > cap ? 1 : 0;
    }
    int count = pictures.size();
    return count == 0
        ? new ClicksNeeded(threshold, Double.NaN, Double.NaN)
        : new ClicksNeeded(threshold, clicks / count, failed / count);
  }

  private static int needed(List<Double> picture, double threshold, int cap) {
    for (int i = 0; i < Math.min(cap, picture.size()); i++) {
      if (picture.get(i) >= threshold) {
        return i + 1;
      }
    }
    return cap + 1;
  }
}
