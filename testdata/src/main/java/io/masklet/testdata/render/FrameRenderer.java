package io.masklet.testdata.render;

import java.util.Random;

/** Renders the frames of a stage. Reuses its buffers: one caller at a time. */
public final class FrameRenderer {

  /** Share of a frame's time during which the shutter is open. */
  private static final double SHUTTER = 0.5;

  private final Stage stage;
  private final PassRenderer passes;
  private final Film film;
  private final Pass pass;

  public FrameRenderer(Stage stage) {
    this.stage = stage;
    passes = new PassRenderer(stage);
    film = new Film(stage.width(), stage.height(), stage.quality().sensorNoise());
    pass = new Pass(stage.width(), stage.height());
  }

  /** The picture of a frame, {@code [H, W, 3]} RGB bytes. */
  public byte[] rgb(int frame) {
    double centre = stage.secondsOf(frame);
    GroundLight light = new GroundLight(stage.poses(centre), stage.quality().shadowCellM());
    int count = stage.quality().colourPasses();
    float[] sum = new float[pass.rgb.length];
    Random jitter = new Random(stage.seed() * 31 + 7);
    double turn = jitter.nextDouble();
    for (int i = 0; i < count; i++) {
      passes.colours(look(i, count, centre, turn), light, pass);
      for (int at = 0; at < sum.length; at++) {
        sum[at] += pass.rgb[at] / count;
      }
    }
    return film.develop(sum, centre, stage.seed() * 1_000_003 + frame);
  }

  /**
   * Spreads the passes evenly over shutter, pixel, lens and sun: low-discrepancy steps by multiples
   * of irrational numbers, the same in every frame so that nothing shimmers.
   */
  private PassRenderer.Look look(int i, int count, double centre, double turn) {
    double open = SHUTTER / stage.framesPerSecond();
    double time = centre + open * ((i + 0.5) / count - 0.5);
    double angle = 2 * Math.PI * (turn + i * 0.618034);
    double radius = Math.sqrt((i + 0.5) / count);
    double shiftX = fraction(0.5 + i * 0.754878) - 0.5;
    double shiftY = fraction(0.5 + i * 0.569840) - 0.5;
    // A little more than a pixel wide, as soft as a real lens.
    return new PassRenderer.Look(
        time,
        radius * Math.cos(angle),
        radius * Math.sin(angle),
        1.25 * shiftX,
        1.25 * shiftY,
        radius * Math.cos(3 * angle),
        radius * Math.sin(3 * angle),
        i);
  }

  /**
   * The exact truth of a frame, {@code [H, W]}: at the centre of the shutter, which object most of
   * a pixel's samples see; 0 for none.
   */
  public byte[] ids(int frame) {
    double centre = stage.secondsOf(frame);
    int count = stage.quality().truthPasses();
    byte[][] votes = new byte[count][];
    for (int i = 0; i < count; i++) {
      double shiftX = count == 1 ? 0 : 0.7 * (fraction(0.5 + i * 0.754878) - 0.5);
      double shiftY = count == 1 ? 0 : 0.7 * (fraction(0.5 + i * 0.569840) - 0.5);
      passes.truth(new PassRenderer.Look(centre, 0, 0, shiftX, shiftY, 0, 0, 0), pass);
      votes[i] = pass.id.clone();
    }
    return majority(votes);
  }

  /** The most frequent id of each pixel; the smaller one where two are equal. */
  private static byte[] majority(byte[][] votes) {
    byte[] winner = new byte[votes[0].length];
    for (int pixel = 0; pixel < winner.length; pixel++) {
      int most = 0;
      for (byte[] vote : votes) {
        int count = 0;
        for (byte[] other : votes) {
          count += other[pixel] == vote[pixel] ? 1 : 0;
        }
        if (count > most || count == most && vote[pixel] < winner[pixel]) {
          most = count;
          winner[pixel] = vote[pixel];
        }
      }
    }
    return winner;
  }

  private static double fraction(double value) {
    return value - Math.floor(value);
  }
}
