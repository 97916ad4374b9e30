package io.masklet.cli.eval;

import io.masklet.core.prompt.Click;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks through the whole clip, corrects the worst frame, lets it be tracked anew with all clicks
 * so far, and again.
 */
final class OfflinePerson implements ClickPass.Person {

  private final int clicksARound;
  private final Map<Integer, List<Click>> made = new HashMap<>();
  private int target;

  OfflinePerson(int clicksARound) {
    this.clicksARound = clicksARound;
  }

  @Override
  public List<Click> made(int frame) {
    return made.getOrDefault(frame, List.of());
  }

  @Override
  public int more(int frame, double j) {
    return frame == target ? clicksARound : 0;
  }

  @Override
  public void clicked(int frame, List<Click> clicks) {
    made.put(frame, List.copyOf(clicks));
  }

  /**
   * Chooses the frame to correct in the next pass: the worst that has no clicks yet.
   *
   * @param j of every frame after the last pass
   */
  void choose(double[] j) {
    target = -1;
    for (int i = 0; i < j.length; i++) {
      if (!made.containsKey(i) && (target < 0 || j[i] < j[target])) {
        target = i;
      }
    }
  }

  /** The frame to correct next; -1 if there is none. */
  int target() {
    return target;
  }

  int promptedFrames() {
    return made.size();
  }
}
