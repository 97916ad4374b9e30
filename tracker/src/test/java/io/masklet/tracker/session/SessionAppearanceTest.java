package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sessions with a network that sees everything a cell aside, beside which a given mask teaches what
 * the object looks like.
 */
class SessionAppearanceTest {

  private static final int FRAMES = 24;

  private final Path folder;

  SessionAppearanceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void run_withAppearances_correctsWhatTheNetworkSeesAside() throws IOException {
    double without = meanIou(inOneGo(false, 3, 15));
    double with = meanIou(inOneGo(true, 3, 15));

    assertThat(with).isGreaterThan(without + 0.1);
  }

  /** What the mask taught is learned again: nothing else would correct the later frames. */
  @Test
  void run_stoppedAndResumed_isAsInOneGo() throws IOException {
    SceneProject scene = scene(true);
    try (Session session = scene.create()) {
      give(session, session.add("square"), 3);
      scene.runFor(session, 6);
    }
    try (Session session = Session.open(scene.file)) {
      assertThat(scene.runExactly(session).complete()).isTrue();

      assertThat(all(session)).isEqualTo(inOneGo(true, 3));
    }
  }

  @Test
  void run_afterALaterMask_isAsInOneGo() throws IOException {
    SceneProject scene = scene(true);
    try (Session session = scene.create()) {
      give(session, session.add("square"), 3);
      scene.runExactly(session);
    }
    try (Session session = Session.open(scene.file)) {
      give(session, session.objects().get(0).id(), 15);
      scene.runExactly(session);

      assertThat(all(session)).isEqualTo(inOneGo(true, 3, 15));
    }
  }

  private List<FrameResult> inOneGo(boolean appearance, long... given) throws IOException {
    SceneProject scene = scene(appearance);
    try (Session session = scene.create()) {
      ObjectId object = session.add("square");
      for (long frame : given) {
        give(session, object, frame);
      }
      scene.runExactly(session);
      return all(session);
    }
  }

  /** One square on black. */
  private SceneProject scene(boolean appearance) throws IOException {
    Path place = Files.createTempDirectory(folder, "scene");
    return new SceneProject(
        place, FRAMES, index -> GreyScene.frame(index, true, false), FakeNetwork.blunt(appearance));
  }

  private static void give(Session session, ObjectId object, long frame) throws IOException {
    session.prompt(object, frame, Prompt.mask(GreyScene.truth(0, frame)));
  }

  private static double meanIou(List<FrameResult> frames) {
    return frames.stream().mapToDouble(SessionAppearanceTest::iou).average().orElseThrow();
  }

  private static double iou(FrameResult found) {
    return found.objects().get(0).mask().decode().iou(GreyScene.truth(0, found.frame()));
  }
}
