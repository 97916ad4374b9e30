package io.masklet.testdata.render;

/** The light that leaves one point of a body towards the camera. Scratch inside; one per thread. */
final class Shader {

  private final Tracer shadows;
  private final double[] towardsSun;
  private final double[] normal = new double[3];
  private final Coat.Surface surface = new Coat.Surface();

  Shader(Tracer shadows, double[] towardsSun) {
    this.shadows = shadows;
    this.towardsSun = towardsSun;
  }

  /**
   * Shades what {@code seen} hit last.
   *
   * @param view unit vector from the camera to the hit
   * @param point the hit in world space, metres
   * @param rgb receives linear RGB
   */
  void shade(Tracer seen, Coat coat, double[] view, double[] point, double[] rgb) {
    seen.normal(normal);
    Part part = seen.part;
    coat.paint(
        part.restX(seen.hitX, seen.hitY),
        part.restY(seen.hitX, seen.hitY),
        seen.hitZ,
        part.material,
        surface);
    boolean furry = coat.furLength(part.material) > 0.004;
    double facing = dot(normal, towardsSun);
    double sun = furry ? (facing + 0.25) / 1.25 : facing;
    sun = sun > 0 && !shadowed(point) ? sun : 0;
    double open = seen.openness(normal) * (0.45 + 0.55 * Math.min(1, point[1] / 0.35));
    double upward = 0.5 + 0.5 * normal[1];
    double grazing = 1 - Math.max(0, -dot(normal, view));
    double rim = grazing * grazing * grazing * open * (furry ? 0.10 : 0.05);
    double highlight = surface.gloss * highlight(view);
    mix(sun, open, upward, rim, highlight, rgb);
    double haze = Light.haze(seen.distance);
    for (int c = 0; c < 3; c++) {
      rgb[c] += haze * (Light.HAZE[c] - rgb[c]);
    }
  }

  private void mix(
      double sun, double open, double upward, double rim, double highlight, double[] rgb) {
    rgb[0] = surface.red;
    rgb[1] = surface.green;
    rgb[2] = surface.blue;
    double sunlit = sun > 0 ? 1 : 0;
    for (int c = 0; c < 3; c++) {
      double sky = upward * Light.SKY[c] + (1 - upward) * 1.6 * Light.GRASS_BOUNCE[c];
      rgb[c] *= 0.85 * sun * Light.SUN[c] + open * sky;
      rgb[c] += (rim * (0.4 + sunlit)) * Light.SKY[c] + sunlit * highlight * Light.SUN[c];
      rgb[c] += surface.gloss * 0.04 * upward * open * Light.SKY[c];
    }
  }

  private boolean shadowed(double[] point) {
    // Start clear of the skin, or the surface would shade itself.
    double clear = 0.03;
    return shadows.blocked(
        point[0] + clear * normal[0],
        point[1] + clear * normal[1],
        point[2] + clear * normal[2],
        towardsSun);
  }

  private double highlight(double[] view) {
    double hx = towardsSun[0] - view[0];
    double hy = towardsSun[1] - view[1];
    double hz = towardsSun[2] - view[2];
    double length = Math.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9;
    double cos = (hx * normal[0] + hy * normal[1] + hz * normal[2]) / length;
    return cos > 0 ? Math.pow(cos, 20 + 60 * surface.gloss) : 0;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
