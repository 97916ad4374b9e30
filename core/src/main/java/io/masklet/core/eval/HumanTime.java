package io.masklet.core.eval;

/**
 * What a masklet costs a person, in seconds, as SAM 2's paper reckons: 30 s to look through 300
 * frames, 1 s to find the object in a frame that needs clicks, 1.5 s a click.
 *
 * @see <a href="https://arxiv.org/abs/2408.00714">Ravi et al., SAM 2, 2024, appendix E.1.2</a>
 */
public final class HumanTime {

  private static final double LOOK_SECONDS_A_FRAME = 30.0 / 300;
  private static final double FIND_SECONDS = 1;
  private static final double CLICK_SECONDS = 1.5;

  private HumanTime() {}

  /**
   * Every round the person looks through the whole clip, then clicks in the worst frame.
   *
   * @param frames of the clip
   * @param rounds frames that got clicks
   */
  public static double offlineSeconds(int frames, int rounds, int clicksARound) {
    return (LOOK_SECONDS_A_FRAME * frames + clickSeconds(clicksARound)) * rounds;
  }

  /**
   * The person looks through the clip once and clicks where it goes wrong.
   *
   * @param frames of the clip
   * @param rounds frames that got clicks
   */
  public static double onlineSeconds(int frames, int rounds, int clicksARound) {
    return LOOK_SECONDS_A_FRAME * frames + clickSeconds(clicksARound) * rounds;
  }

  private static double clickSeconds(int clicks) {
    return FIND_SECONDS + CLICK_SECONDS * clicks;
  }
}
