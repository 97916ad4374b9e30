package io.masklet.testdata.actor;

import io.masklet.testdata.render.Actor;
import io.masklet.testdata.render.Body;
import io.masklet.testdata.render.Coat;
import io.masklet.testdata.render.Noise;

/** An old leather ball that rolls without slipping. */
final class Ball implements Actor {

  private final Path path;
  private final double radius;
  private final Coat coat;

  Ball(Path path, double radius, Noise noise) {
    this.path = path;
    this.radius = radius;
    this.coat = new Leather(radius, noise);
  }

  @Override
  public Coat coat() {
    return coat;
  }

  @Override
  public Body pose(double seconds) {
    Body.Builder parts = new Body.Builder(0.01, 0.01);
    // Rolling forward turns from y towards x, against the sense of Part.
    parts.ball(0, new double[3], radius, -path.travelled(seconds) / radius);
    return parts.at(path.x(seconds), radius, path.z(seconds), path.heading(seconds), 1);
  }

  /** Red and cream panels between dark seams, worn and a little dirty. */
  private record Leather(double radius, Noise noise) implements Coat {

    @Override
    public void paint(double x, double y, double z, int material, Surface surface) {
      double around = StrictMath.atan2(y, x) / (2 * Math.PI) * 6;
      double panel = Math.floor(around);
      double acrossPanel = Math.abs(around - panel - 0.5) * 2;
      boolean cap = Math.abs(z) > 0.8 * radius;
      boolean red = cap || ((int) panel & 1) == 0;
      surface.set(red ? 0.46 : 0.62, red ? 0.055 : 0.54, red ? 0.035 : 0.40, 0.35);
      double ring = Math.abs(Math.abs(z) / radius - 0.8) * 14;
      double seam = Math.min(ring, cap ? 9 : (1 - acrossPanel) * 9);
      surface.dim(0.35 + 0.65 * Math.min(1, seam));
      double f = 2.2 / radius;
      double dirt = noise.fractal(f * x, f * y, f * z, 4);
      surface.blend(0.10, 0.085, 0.05, 1.2 * dirt - 0.05);
      surface.dim(1 + 0.15 * noise.at(60 * x, 60 * y, 60 * z));
    }

    @Override
    public double furLength(int material) {
      return 0.0035;
    }

    @Override
    public double furDensity() {
      return 5 / radius;
    }

    @Override
    public double furFlow() {
      return 1;
    }
  }
}
