package io.masklet.testdata.render;

import java.util.stream.IntStream;

/** Fills passes: one ray for each pixel to bodies, ground or backdrop, then the grass on top. */
final class PassRenderer {

  private static final double FOCUS_M = 5;
  private static final double APERTURE_M = 0.010;

  /** Rays that have not met the ground after this many metres see the backdrop. */
  private static final double HORIZON_M = 60;

  private final Stage stage;
  private final Noise noise;
  private final Meadow meadow;
  private final Grass grass;
  private final Coat[] coats;

  /** What passes that look for shapes only pretend to be lit by. */
  private final GroundLight darkness = new GroundLight(new Body[0], 1);

  PassRenderer(Stage stage) {
    this.stage = stage;
    noise = new Noise(stage.seed());
    meadow = new Meadow(noise);
    grass = new Grass(stage.seed() + 1, stage.quality().bladesPerM2(), 1.7, meadow, noise);
    coats = stage.cast().stream().map(member -> member.actor().coat()).toArray(Coat[]::new);
  }

  /**
   * Where one pass looks from. All offsets are 0 for truth, which has no lens and no shutter.
   *
   * @param seconds the moment
   * @param lensX point of the lens, in units of its radius; so is lensY
   * @param shiftX sample position relative to the pixel's centre, pixels; so is shiftY
   * @param sunX point of the sun's disc, in units of its radius; so is sunY
   * @param salt tells passes apart where each blade of grass is seen through its own point
   */
  record Look(
      double seconds,
      double lensX,
      double lensY,
      double shiftX,
      double shiftY,
      double sunX,
      double sunY,
      int salt) {}

  /** Renders colours, depths and ids. */
  void colours(Look look, GroundLight light, Pass pass) {
    Camera camera = camera(look);
    double[] towardsSun = Light.towardsSun(look.sunX(), look.sunY());
    Body[] bodies = stage.poses(look.seconds());
    IntStream.range(0, stage.height())
        .parallel()
        .forEach(row -> new Row(camera, bodies, light, pass, row).colours(towardsSun));
    grass.draw(pass, camera, light, look.seconds(), APERTURE_M, look.salt());
  }

  /** Renders depths and ids only. */
  void truth(Look look, Pass pass) {
    Camera camera = camera(look);
    Body[] bodies = stage.poses(look.seconds());
    IntStream.range(0, stage.height())
        .parallel()
        .forEach(row -> new Row(camera, bodies, darkness, pass, row).truth());
    grass.draw(pass, camera, darkness, look.seconds(), 0, look.salt());
  }

  private Camera camera(Look look) {
    return Camera.of(stage.camera().at(look.seconds()), stage.width(), stage.height())
        .through(
            APERTURE_M * look.lensX(),
            APERTURE_M * look.lensY(),
            FOCUS_M,
            look.shiftX(),
            look.shiftY());
  }

  /** One line of a pass and the scratch space its pixels share. */
  private final class Row {

    private final Camera camera;
    private final GroundLight light;
    private final Pass pass;
    private final int row;
    private final Body[] bodies;
    private final Tracer tracer;
    private final double[] view = new double[3];
    private final double[] point = new double[3];
    private final double[] rgb = new double[3];

    Row(Camera camera, Body[] bodies, GroundLight light, Pass pass, int row) {
      this.camera = camera;
      this.bodies = bodies;
      this.light = light;
      this.pass = pass;
      this.row = row;
      tracer = new Tracer(bodies, coats, noise);
    }

    void colours(double[] towardsSun) {
      Shader shader = new Shader(new Tracer(bodies, coats, noise), towardsSun);
      for (int column = 0; column < pass.width; column++) {
        int pixel = row * pass.width + column;
        if (see(column, pixel)) {
          shader.shade(tracer, coats[tracer.body], view, point, rgb);
        } else if (pass.depth[pixel] < HORIZON_M) {
          double slope = Math.max(0.02, -view[1]);
          double footprint = tracer.distance / camera.focalPx / slope;
          meadow.ground(point[0], point[2], tracer.distance, footprint, light, rgb);
        } else {
          meadow.backdrop(view, rgb);
        }
        for (int c = 0; c < 3; c++) {
          pass.rgb[3 * pixel + c] = (float) rgb[c];
        }
      }
    }

    void truth() {
      for (int column = 0; column < pass.width; column++) {
        see(column, row * pass.width + column);
      }
    }

    /** Finds what a pixel sees; true if it is a body, else it is ground or sky. */
    private boolean see(int column, int pixel) {
      double length = aim(column);
      double ground = view[1] < -1e-4 ? -camera.y / view[1] : Double.MAX_VALUE;
      boolean hit =
          tracer.trace(camera.x, camera.y, camera.z, view, Math.min(ground, HORIZON_M * length));
      point[0] = camera.x + tracer.distance * view[0];
      point[1] = camera.y + tracer.distance * view[1];
      point[2] = camera.z + tracer.distance * view[2];
      pass.depth[pixel] = (float) (tracer.distance / length);
      pass.id[pixel] = hit ? (byte) stage.cast().get(tracer.body).id() : 0;
      return hit;
    }

    /** Points the view through a pixel; returns how much longer than its depth the ray is. */
    private double aim(int column) {
      double length2 = 0;
      for (int axis = 0; axis < 3; axis++) {
        view[axis] = camera.ray(axis, column + 0.5, row + 0.5);
        length2 += view[axis] * view[axis];
      }
      double length = Math.sqrt(length2);
      for (int axis = 0; axis < 3; axis++) {
        view[axis] /= length;
      }
      return length;
    }
  }
}
