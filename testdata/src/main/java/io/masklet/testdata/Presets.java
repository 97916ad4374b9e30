package io.masklet.testdata;

import io.masklet.testdata.actor.Cast;
import io.masklet.testdata.actor.Path;
import io.masklet.testdata.render.Actor;
import io.masklet.testdata.render.CameraPath;
import io.masklet.testdata.render.CameraPath.View;
import io.masklet.testdata.render.Noise;
import io.masklet.testdata.render.Stage;
import io.masklet.testdata.render.Stage.Member;
import io.masklet.testdata.render.Stage.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The scripts of {@link SyntheticScene}. Distances are metres; a camera 1.2 m high sees a strip of
 * meadow 4.4 m wide where x = ±2.2 at z = 4.7.
 */
final class Presets {

  private static final double CAMERA_HEIGHT_M = 1.25;
  private static final double WIDE = Math.toRadians(50);

  private final List<Member> cast = new ArrayList<>();
  private final List<SceneObject> objects = new ArrayList<>();
  private final SplittableRandom random;
  private final long seed;

  private Presets(long seed) {
    this.seed = seed;
    // Not Random: its first choices hardly differ between small seeds.
    random = new SplittableRandom(seed);
  }

  static SyntheticScene demo() {
    Presets p = new Presets(2026);
    Path across = Path.through(0, -1.3, 4.5, 2, 0.05, 4.6, 4.4, 1.5, 4.6, 6, 1.75, 4.55);
    p.object("dog", Cast.dog(across, 1.12, 11));
    Path grazing = Path.through(0, 1.45, 5.6, 3, 0.3, 5.8, 6, -1.35, 5.5);
    p.object("sheep", Cast.sheep(grazing, 1.15, 5));
    p.object("ball", Cast.ball(outAndBack(), 0.24, 3));
    Path waddling = Path.through(0, 0.3, 3.9, 3, -0.35, 3.75, 6, -1.0, 3.9);
    p.object("goose", Cast.goose(waddling, 0.95, 8));
    p.scenery(Cast.post(1.5, 4.05, 0.085, 21));
    p.scenery(Cast.stone(-2.1, 5.9, 1.0, 22));
    p.scenery(Cast.bush(-4.4, 11.0, 1.5, 23));
    p.scenery(Cast.bush(-3.2, 12.5, 1.1, 24));
    p.scenery(Cast.bush(5.2, 12.0, 1.7, 25));
    p.scenery(Cast.bush(0.9, 15.0, 1.3, 26));
    CameraPath camera =
        new CameraPath(
            List.of(
                view(0, -0.08, 0.03, WIDE),
                view(3, 0.0, 0.0, 0.97 * WIDE),
                view(6, 0.1, 0.04, 0.93 * WIDE)),
            0.004,
            new Noise(4));
    return p.scene("demo", 640, 360, 25, 150, camera, Quality.FILM);
  }

  /** Past the camera to the right, out of the picture for a second and a half, and back. */
  private static Path outAndBack() {
    return Path.through(
        0, -1.3, 3.5, 1, 0.0, 3.45, 2, 1.25, 3.5, 2.6, 2.4, 3.6, 3.6, 2.7, 3.9, 4.4, 1.6, 3.95, 5.2,
        0.75, 3.9, 6, 0.3, 3.85);
  }

  static SyntheticScene moving(long seed) {
    Presets p = new Presets(seed);
    double side = p.side();
    Path path = Path.through(0, -0.7 * side, p.about(3.9, 0.3), 1.2, 0.7 * side, p.about(3.9, 0.3));
    p.object("animal", p.animal(path, 1.2));
    return p.scene("moving", 192, 192, 25, 30, still(), Quality.DRAFT);
  }

  static SyntheticScene occluded(long seed) {
    Presets p = new Presets(seed);
    double side = p.side();
    p.object(
        "dog", Cast.dog(Path.through(0, -1.45 * side, 4.8, 1.6, 1.45 * side, 4.8), 1.05, p.coat()));
    p.object(
        "sheep",
        Cast.sheep(Path.through(0, 0.05, 3.7, 9, 0.05 + 0.2 * side, 3.65), 1.02, p.coat()));
    return p.scene("occluded", 256, 160, 25, 40, still(), Quality.DRAFT);
  }

  static SyntheticScene leavesAndReturns(long seed) {
    Presets p = new Presets(seed);
    double side = p.side();
    double z = p.about(3.7, 0.2);
    Path path =
        Path.through(
            0,
            0,
            z,
            0.6,
            1.1 * side,
            z,
            1.0,
            2.6 * side,
            z,
            1.3,
            2.6 * side,
            z,
            1.7,
            1.1 * side,
            z,
            2.4,
            -0.2 * side,
            z);
    p.object("ball", Cast.ball(path, 0.34, p.coat()));
    p.object(
        "goose",
        Cast.goose(Path.through(0, -0.7 * side, 4.3, 2.4, -0.9 * side, 4.2), 1.2, p.coat()));
    return p.scene("leavesAndReturns", 256, 160, 25, 60, still(), Quality.DRAFT);
  }

  static SyntheticScene twoAlike(long seed) {
    Presets p = new Presets(seed);
    double side = p.side();
    p.object(
        "sheep", Cast.sheep(Path.through(0, -1.0 * side, 4.2, 1.6, 1.0 * side, 4.2), 1, p.coat()));
    p.object(
        "other sheep",
        Cast.sheep(Path.through(0, 1.15 * side, 5.1, 1.6, -1.15 * side, 5.1), 1, p.coat()));
    return p.scene("twoAlike", 256, 160, 25, 40, still(), Quality.DRAFT);
  }

  static SyntheticScene camera(long seed) {
    Presets p = new Presets(seed);
    double side = p.side();
    p.object("animal", p.animal(Path.through(0, -0.5 * side, 4.4, 1.6, 0.8 * side, 4.3), 1.1));
    p.scenery(Cast.stone(1.3 * side, 5.6, 0.9, p.coat()));
    CameraPath moving =
        new CameraPath(
            List.of(
                view(0, -0.13 * side, 0, 1.1 * WIDE), view(1.6, 0.17 * side, 0.02, 0.75 * WIDE)),
            0.006,
            new Noise(seed));
    return p.scene("camera", 256, 160, 25, 40, moving, Quality.DRAFT);
  }

  private SyntheticScene scene(
      String name,
      int width,
      int height,
      double fps,
      int frames,
      CameraPath camera,
      Quality quality) {
    Stage stage = new Stage(width, height, fps, seed, List.copyOf(cast), camera, quality);
    return new SyntheticScene(name, stage, List.copyOf(objects), frames);
  }

  private void object(String name, Actor actor) {
    int id = objects.size() + 1;
    objects.add(new SceneObject(id, name));
    cast.add(new Member(id, actor));
  }

  private void scenery(Actor actor) {
    cast.add(new Member(0, actor));
  }

  private Actor animal(Path path, double scale) {
    return switch (random.nextInt(4)) {
      case 0 -> Cast.dog(path, scale, coat());
      case 1 -> Cast.sheep(path, scale, coat());
      case 2 -> Cast.calf(path, 0.85 * scale, coat());
      default -> Cast.goose(path, 1.2 * scale, coat());
    };
  }

  private double side() {
    return random.nextBoolean() ? 1 : -1;
  }

  private double about(double middle, double spread) {
    return middle + spread * (2 * random.nextDouble() - 1);
  }

  private long coat() {
    return random.nextInt(1000);
  }

  private static CameraPath still() {
    return new CameraPath(List.of(view(0, 0, 0, WIDE)), 0.002, new Noise(1));
  }

  /** A view from the middle of the near edge, turned right by {@code yaw}. */
  private static View view(double seconds, double yaw, double roll, double fieldOfView) {
    return new View(seconds, 0, CAMERA_HEIGHT_M, 0, yaw, -0.155, 0.2 * roll, fieldOfView);
  }
}
