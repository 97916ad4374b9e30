package io.masklet.testdata.render;

/**
 * The ground and what lies behind it: short grass with drier and barer places, a far line of trees
 * out of focus, an evening sky. Colours are linear RGB.
 */
final class Meadow {

  private final Noise noise;

  /** Reflectance of the turf, in coordinates that are as fine near the camera as they must be. */
  private final Chart turf;

  /** Trees and sky by azimuth and elevation (its tangent). */
  private final Chart backdrop;

  Meadow(Noise noise) {
    this.noise = noise;
    turf = new Chart(-1.5, 0.012, 0.004, 750, 125, this::paintTurf);
    backdrop = new Chart(-1.2, -0.06, 0.0036, 660, 190, this::paintBackdrop);
  }

  /** Reflectance of the turf at a ground point, before blades grow on it. */
  void turf(double x, double z, double[] colour) {
    double far = 1 / (z + 2);
    turf.read(x * far, far, colour);
  }

  private void paintTurf(double across, double far, double[] colour) {
    double z = 1 / far - 2;
    double x = across / far;
    double dry = 0.5 + 0.9 * noise.fractal(0.35 * x, 0.35 * z, 3);
    double bare = noise.fractal(0.8 * x + 40, 0.8 * z, 3);
    double lush = 0.5 + 0.8 * noise.fractal(2.1 * x, 2.1 * z + 90, 2);
    colour[0] = 0.050 + 0.075 * clamp(dry) + 0.02 * lush;
    colour[1] = 0.085 + 0.045 * clamp(dry) + 0.045 * lush;
    colour[2] = 0.020 + 0.020 * clamp(dry);
    double earth = clamp((bare - 0.25) * 4);
    colour[0] += earth * (0.16 - colour[0]);
    colour[1] += earth * (0.115 - colour[1]);
    colour[2] += earth * (0.070 - colour[2]);
  }

  /**
   * Light that leaves a ground point towards the camera.
   *
   * @param footprintM how much ground one pixel covers; detail finer than that is left out
   */
  void ground(
      double x, double z, double distance, double footprintM, GroundLight light, double[] rgb) {
    turf(x, z, rgb);
    double detail = 1;
    double roughness = 0;
    for (double size = 0.4; size > 0.012; size *= 0.48) {
      detail = clamp(size / footprintM - 0.6);
      if (detail == 0) {
        break;
      }
      roughness += detail * noise.at(x / size + 7.7 * size, 1.6 * z / size) * 0.33;
    }
    double relief = Math.max(0.25, 1 + roughness);
    double sun = light.sun(x, z) * 0.42 * relief;
    double sky = light.sky(x, z) * (0.75 + 0.25 * relief);
    double haze = Light.haze(distance);
    for (int c = 0; c < 3; c++) {
      double lit = rgb[c] * (sun * Light.SUN[c] + sky * Light.SKY[c]);
      rgb[c] = lit + haze * (Light.HAZE[c] - lit);
    }
  }

  /** Trees and sky in a direction above the horizon. */
  void backdrop(double[] direction, double[] rgb) {
    double azimuth = Math.atan2(direction[0], direction[2]);
    backdrop.read(azimuth, direction[1] / Math.hypot(direction[0], direction[2]), rgb);
  }

  private void paintBackdrop(double azimuth, double elevation, double[] rgb) {
    double glow = Math.exp(-Math.pow(azimuth + 0.45, 2) / 0.4);
    double height = clamp(elevation / 0.35);
    rgb[0] = 0.95 - 0.45 * height + 0.35 * glow;
    rgb[1] = 0.92 - 0.28 * height + 0.22 * glow;
    rgb[2] = 0.86 - 0.02 * height + 0.02 * glow;
    double cloud = clamp(0.8 * noise.fractal(2.5 * azimuth + 5, 9 * elevation, 4));
    for (int c = 0; c < 3; c++) {
      rgb[c] += 0.5 * cloud * (1.05 - rgb[c]);
    }
    trees(azimuth + 3, elevation, 0.075, 16.0, 0.30, rgb);
    trees(azimuth, elevation, 0.042, 19.0, 0.10, rgb);
  }

  /** One row of trees: round crowns, soft at the edges because they are far out of focus. */
  private void trees(
      double azimuth, double elevation, double top, double grain, double haze, double[] rgb) {
    double crowns = noise.fractal(grain * azimuth, grain, 4);
    double outline = top * (0.95 + 0.35 * noise.at(0.3 * grain * azimuth, 3) + 0.55 * crowns);
    double cover = clamp((outline - elevation) / 0.013 + 0.5);
    if (cover == 0) {
      return;
    }
    double leaves = noise.fractal(2.2 * grain * azimuth, 2.6 * grain * elevation, grain, 3);
    double height = clamp(elevation / outline);
    double sunny = clamp(0.25 + 0.8 * leaves + 0.35 * height);
    double[] shade = {0.022 + 0.13 * sunny, 0.034 + 0.115 * sunny, 0.018 + 0.035 * sunny};
    for (int c = 0; c < 3; c++) {
      double seen = shade[c] + haze * (0.8 * Light.HAZE[c] - shade[c]);
      rgb[c] += cover * (seen - rgb[c]);
    }
  }

  private static double clamp(double value) {
    return value < 0 ? 0 : Math.min(value, 1);
  }
}
