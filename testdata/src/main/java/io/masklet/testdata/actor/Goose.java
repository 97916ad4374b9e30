package io.masklet.testdata.actor;

import io.masklet.testdata.render.Actor;
import io.masklet.testdata.render.Body;
import io.masklet.testdata.render.Coat;

/** A waddling goose: its neck pumps as it walks, and now and then it lifts its wings. */
final class Goose implements Actor {

  static final int PLUMAGE = 0;
  static final int WING = 1;
  static final int NECK = 2;
  static final int BEAK = 3;
  static final int FOOT = 4;
  static final int EYE = 5;

  private final Path path;
  private final double scale;
  private final Coat coat;

  Goose(Path path, double scale, Coat coat) {
    this.path = path;
    this.scale = scale;
    this.coat = coat;
  }

  @Override
  public Coat coat() {
    return coat;
  }

  @Override
  public Body pose(double seconds) {
    Body.Builder parts = new Body.Builder(0.06, 0.02);
    double cycle = path.travelled(seconds) / scale / 0.34;
    double sway = 0.025 * StrictMath.sin(2 * Math.PI * cycle);
    trunk(parts, sway);
    neck(parts, sway, cycle, seconds);
    for (int side = -1; side <= 1; side += 2) {
      wing(parts, side, sway, seconds);
      foot(parts, side, cycle + (side > 0 ? 0.5 : 0));
    }
    return parts.at(path.x(seconds), 0, path.z(seconds), path.heading(seconds), scale);
  }

  private void trunk(Body.Builder parts, double sway) {
    parts.limb(PLUMAGE, at(-0.16, 0.33, sway), at(0.12, 0.35, sway), 0.125, 0.145);
    parts.limb(PLUMAGE, at(-0.2, 0.35, sway), at(-0.40, 0.43, sway), 0.085, 0.025);
  }

  private void neck(Body.Builder parts, double sway, double cycle, double seconds) {
    double pump =
        0.035 * StrictMath.sin(4 * Math.PI * cycle) + 0.03 * StrictMath.sin(1.3 * seconds);
    double turn = 0.05 * StrictMath.sin(0.8 * seconds + 2);
    double[] throat = at(0.29 + pump / 3, 0.56, sway + turn / 3);
    double[] head = at(0.33 + pump, 0.76 + pump / 4, sway / 2 + turn);
    parts.limb(NECK, at(0.19, 0.42, sway), throat, 0.085, 0.052);
    parts.limb(NECK, throat, head, 0.05, 0.056);
    parts.limb(NECK, head, at(head[0] + 0.05, head[1] - 0.005, head[2] + turn / 3), 0.056, 0.045);
    parts.limb(
        BEAK,
        at(head[0] + 0.08, head[1] - 0.012, head[2] + turn / 2),
        at(head[0] + 0.17, head[1] - 0.04, head[2] + turn),
        0.032,
        0.014);
    for (int side = -1; side <= 1; side += 2) {
      double[] eye = at(head[0] + 0.045, head[1] + 0.018, head[2] + side * 0.046);
      parts.limb(EYE, eye, eye, 0.0125, 0.0125);
    }
  }

  /** Wings lie folded; about every four seconds they open for a moment and beat. */
  private void wing(Body.Builder parts, int side, double sway, double seconds) {
    double open = StrictMath.pow(Math.max(0, StrictMath.sin(1.55 * seconds - 2.4)), 6);
    double beat = open * (0.55 + 0.45 * StrictMath.sin(17 * seconds));
    double z = sway + side * (0.115 + 0.07 * open);
    double tipX = -0.34 + 0.12 * open;
    double tipY = 0.36 + 0.42 * beat;
    double tipZ = z + side * (0.34 * open - 0.03);
    parts.limb(
        WING,
        at(0.07, 0.40 + 0.03 * open, z),
        at(-0.13, 0.37 + 0.22 * beat, z + side * 0.16 * open),
        0.075,
        0.085,
        1.6);
    parts.limb(
        WING,
        at(-0.1, 0.37 + 0.2 * beat, z + side * 0.14 * open),
        at(tipX, tipY, tipZ),
        0.08,
        0.025,
        1.6);
  }

  private static void foot(Body.Builder parts, int side, double cycle) {
    double step = cycle - Math.floor(cycle);
    double swing = Math.max(0, (step - 0.6) / 0.4);
    double forward = step < 0.6 ? 0.5 - step / 0.6 : swing * swing * (3 - 2 * swing) - 0.5;
    double x = 0.02 + 0.2 * forward;
    double y = 0.015 + 0.07 * StrictMath.sin(Math.PI * swing);
    double z = side * 0.075;
    parts.limb(FOOT, at(0, 0.24, z), at(x, y, z), 0.032, 0.02);
    parts.limb(FOOT, at(x, y, z), at(x + 0.09, y - 0.004, z + side * 0.015), 0.02, 0.024);
  }

  private static double[] at(double x, double y, double z) {
    return new double[] {x, y, z};
  }
}
