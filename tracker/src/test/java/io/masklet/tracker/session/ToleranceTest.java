package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much masks have to share for tracking to stop, and what a stricter run makes of it. */
class ToleranceTest {

  private static final int FRAMES = 40;
  private static final int CORRECTED = 20;

  /** A click on the middle finds everything, one on the upper strip all but the lower strip. */
  private static final Prompt ON_ALL = Prompt.clicks(Click.positive(64, 50));

  private static final Prompt ON_NINE_TENTHS = Prompt.clicks(Click.positive(64, 12));

  private final Path folder;

  ToleranceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Three greys, of which the first and the last differ by more than the network overlooks. */
  private static Frame strips(long index) {
    Frame frame = Frame.allocate(index, index * 40_000, GreyScene.SIZE);
    paint(frame, 8, 16, 112);
    paint(frame, 16, 80, 120);
    paint(frame, 80, 88, 128);
    return frame;
  }

  private static void paint(Frame frame, int top, int bottom, int grey) {
    int width = GreyScene.SIZE.widthPx();
    for (int y = top; y < bottom; y++) {
      for (int x = 16; x < 112; x++) {
        for (int c = 0; c < 3; c++) {
          frame.rgb().put(3 * (y * width + x) + c, (byte) grey);
        }
      }
    }
  }

  private SceneProject scene(String name) throws IOException {
    return new SceneProject(
        Files.createDirectory(folder.resolve(name)), FRAMES, ToleranceTest::strips);
  }

  /** A session whose object was tracked once, and then corrected. */
  private static Session corrected(SceneProject scene) throws IOException {
    Session session = scene.create();
    ObjectId object = session.add("strips");
    session.prompt(object, 0, ON_ALL);
    scene.runExactly(session);
    session.prompt(object, CORRECTED, ON_NINE_TENTHS);
    return session;
  }

  @Test
  void lowerTolerance_stopsSooner_andAStricterRunTracksTheRest() throws IOException {
    SceneProject strictScene = scene("strict");
    SceneProject looseScene = scene("loose");
    try (Session strict = corrected(strictScene);
        Session loose = corrected(looseScene)) {
      RunReport all = strictScene.run(strict, new Tolerance(0.95));
      assertThat(all.kept()).isZero();
      assertThat(all.tracked()).isEqualTo(FRAMES + CORRECTED + 1);

      RunReport some = looseScene.run(loose, new Tolerance(0.85));
      int row = 1 + Tolerance.FRAMES;
      assertThat(some.tracked())
          .isEqualTo(CORRECTED + 2 * row + 1); // to it, on both ways, and frame 0
      assertThat(some.kept()).isEqualTo(all.tracked() - some.tracked());
      assertThat(some.complete()).isTrue();
      assertThat(all(loose)).isNotEqualTo(all(strict));

      RunReport rest = looseScene.run(loose, new Tolerance(0.95));
      assertThat(rest.tracked()).isEqualTo(all.tracked() - some.tracked() + 1); // and frame 0 again
      assertThat(all(loose)).isEqualTo(all(strict));
    }
  }

  @Test
  void stricterRun_thenLooserOne_tracksNothing() throws IOException {
    SceneProject scene = scene("scene");
    try (Session session = corrected(scene)) {
      scene.run(session, new Tolerance(0.95));
      List<FrameResult> strict = all(session);
      assertThat(scene.run(session, new Tolerance(0.85)).tracked()).isZero();
      assertThat(all(session)).isEqualTo(strict);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.49, 1.01, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void toleranceOutOfBounds_isRefused(double iou) {
    assertThatThrownBy(() -> new Tolerance(iou))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 0.5 to 1");
  }
}
