package io.masklet.testdata.render;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much sun and sky reach the ground: shadows of the bodies, and the dim places under them. A
 * grid over the stage, computed once per frame and looked up by ground and grass.
 */
final class GroundLight {

  private static final double LEFT_M = -9;
  private static final double NEAR_M = 0;
  private static final double WIDTH_M = 18;
  private static final double DEPTH_M = 14;

  private final double cellM;
  private final int columns;
  private final int rows;
  private final float[] sun;
  private final float[] sky;

  /** Light under and around bodies, on a grid with cells of the given size. */
  GroundLight(Body[] bodies, double cellM) {
    this.cellM = cellM;
    columns = (int) (WIDTH_M / cellM);
    rows = (int) (DEPTH_M / cellM);
    sun = new float[columns * rows];
    sky = new float[columns * rows];
    Arrays.fill(sun, 1);
    Arrays.fill(sky, 1);
    double[] towardsSun = Light.towardsSun(0, 0);
    for (Body body : bodies) {
      darken(body, towardsSun);
    }
  }

  /** Sun at a ground point, 1 in the open and 0 in full shadow. */
  double sun(double x, double z) {
    return lookUp(sun, x, z);
  }

  /** Sky at a ground point, 1 in the open. */
  double sky(double x, double z) {
    return lookUp(sky, x, z);
  }

  private void darken(Body body, double[] towardsSun) {
    // The shadow of the body's bounding ball is an ellipse, longest away from the sun.
    double stretch = body.radius / towardsSun[1] + 0.1;
    double shadowX = body.centreX - towardsSun[0] / towardsSun[1] * body.centreY;
    double shadowZ = body.centreZ - towardsSun[2] / towardsSun[1] * body.centreY;
    int left = column(Math.min(shadowX - stretch, body.centreX - body.radius));
    int right = column(Math.max(shadowX + stretch, body.centreX + body.radius));
    int near = row(Math.min(shadowZ - stretch, body.centreZ - body.radius));
    int far = row(Math.max(shadowZ + stretch, body.centreZ + body.radius));
    IntStream.rangeClosed(near, far)
        .parallel()
        .forEach(
            row -> {
              for (int column = left; column <= right; column++) {
                darken(body, towardsSun, row, column);
              }
            });
  }

  private void darken(Body body, double[] towardsSun, int row, int column) {
    double x = LEFT_M + cellM * column;
    double z = NEAR_M + cellM * row;
    int cell = row * columns + column;
    sun[cell] *= (float) sunlight(body, towardsSun, x, z);
    double gap = body.scale * body.distance(body.bodyX(x, z), body.bodyY(0.03), body.bodyZ(x, z));
    sky[cell] *= (float) (1 - 0.75 * Math.exp(-Math.max(0, gap) / 0.13));
  }

  /** Marches to the sun; how closely the ray passes decides how deep the half-shadow is. */
  private static double sunlight(Body body, double[] towardsSun, double x, double z) {
    if (misses(body, towardsSun, x, z)) {
      return 1;
    }
    double light = 1;
    double t = 0.02;
    for (int step = 0; step < 40 && t < 4; step++) {
      double px = x + t * towardsSun[0];
      double py = 0.02 + t * towardsSun[1];
      double pz = z + t * towardsSun[2];
      double gap =
          body.scale * body.distance(body.bodyX(px, pz), body.bodyY(py), body.bodyZ(px, pz));
      light = Math.min(light, 0.5 + 9 * gap / (t + 0.15));
      if (light <= 0) {
        return 0;
      }
      t += Math.max(0.02, 0.9 * gap);
    }
    return light * light * (3 - 2 * light);
  }

  private static boolean misses(Body body, double[] towardsSun, double x, double z) {
    double cx = body.centreX - x;
    double cz = body.centreZ - z;
    double along = cx * towardsSun[0] + body.centreY * towardsSun[1] + cz * towardsSun[2];
    double away2 = cx * cx + body.centreY * body.centreY + cz * cz - along * along;
    double wide = body.radius + 0.1;
    return away2 > wide * wide;
  }

  private double lookUp(float[] grid, double x, double z) {
    double u = (x - LEFT_M) / cellM;
    double v = (z - NEAR_M) / cellM;
    int column = (int) u;
    int row = (int) v;
    if (u < 0 || v < 0 || column >= columns - 1 || row >= rows - 1) {
      return 1;
    }
    int cell = row * columns + column;
    double a = u - column;
    double b = v - row;
    return (1 - b) * ((1 - a) * grid[cell] + a * grid[cell + 1])
        + b * ((1 - a) * grid[cell + columns] + a * grid[cell + columns + 1]);
  }

  private int column(double x) {
    return Math.max(0, Math.min(columns - 1, (int) ((x - LEFT_M) / cellM)));
  }

  private int row(double z) {
    return Math.max(0, Math.min(rows - 1, (int) ((z - NEAR_M) / cellM)));
  }
}
