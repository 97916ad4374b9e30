package io.masklet.cli.eval;

import io.masklet.core.prompt.Click;
import java.util.List;

/** Looks through the clip once; where the mask is bad, stops, corrects it and goes on. */
final class OnlinePerson implements ClickPass.Person {

  /** J below which the person stops. */
  private static final double BAD = 0.75;

  private final int clicksARound;
  private final int mostFrames;
  private int promptedFrames;

  /**
   * @param mostFrames that get clicks
   */
  OnlinePerson(int clicksARound, int mostFrames) {
    this.clicksARound = clicksARound;
    this.mostFrames = mostFrames;
  }

  @Override
  public List<Click> made(int frame) {
    return List.of();
  }

  @Override
  public int more(int frame, double j) {
    return promptedFrames < mostFrames && (frame == 0 || j < BAD) ? clicksARound : 0;
  }

  @Override
  public void clicked(int frame, List<Click> clicks) {
    promptedFrames++;
  }

  int promptedFrames() {
    return promptedFrames;
  }
}
