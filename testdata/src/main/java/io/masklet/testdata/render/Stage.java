package io.masklet.testdata.render;

import java.util.List;

/**
 * Everything a picture depends on, besides the time.
 *
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond frames are {@code 1 / framesPerSecond} apart; the shutter is open for half
 *     of that, centred on the frame's time
 * @param seed of grass, textures and sensor noise
 * @param cast objects with their ids, and scenery with id 0
 * @param camera where the camera is
 * @param quality how much work a frame is worth
 */
public record Stage(
    int width,
    int height,
    double framesPerSecond,
    long seed,
    List<Member> cast,
    CameraPath camera,
    Quality quality) {

  /** One body on the stage; id 0 is scenery, which hides objects but is none. */
  public record Member(int id, Actor actor) {}

  /**
   * How much work a frame is worth.
   *
   * @param colourPasses pictures averaged over the open shutter: motion blur, soft edges, focus
   * @param truthPasses looks at the shutter's centre that vote on each pixel's object; odd
   * @param bladesPerM2 grass
   * @param shadowCellM grain of the shadows on the ground, metres
   * @param sensorNoise 1 is a small camera in good light, 0 is a perfect one
   */
  public record Quality(
      int colourPasses,
      int truthPasses,
      double bladesPerM2,
      double shadowCellM,
      double sensorNoise) {

    /** For clips that people look at. */
    public static final Quality FILM = new Quality(9, 5, 330, 0.04, 1.3);

    /** For tests, which render many frames and wait for them. */
    public static final Quality DRAFT = new Quality(4, 1, 80, 0.08, 1);
  }

  /** The centre of a frame's shutter, seconds. */
  double secondsOf(int frame) {
    return frame / framesPerSecond;
  }

  Body[] poses(double seconds) {
    return cast.stream().map(member -> member.actor().pose(seconds)).toArray(Body[]::new);
  }
}
