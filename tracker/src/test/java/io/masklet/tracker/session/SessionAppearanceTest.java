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

/** Sessions with a network beside which objects' appearances are learned from given masks. */
class SessionAppearanceTest {

  private static final int FRAMES = 24;

  private final Path folder;

  SessionAppearanceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void run_afterAStopAndALaterMask_isAsInOneGo() throws IOException {
    SceneProject scene = scene();
    try (Session session = scene.create()) {
      give(session, session.add("square"), 3);
      run(session, scene);
    }
    List<FrameResult> edited;
    try (Session session = Session.open(scene.file)) {
      give(session, session.objects().get(0).id(), 15);
      run(session, scene);
      edited = all(session);
    }

    assertThat(edited).isEqualTo(inOneGo(FakeNetwork.blunt(true)));
  }

  @Test
  void run_withAppearances_correctsWhatTheNetworkSeesAside() throws IOException {
    double without = meanIou(inOneGo(FakeNetwork.blunt(false)));
    double with = meanIou(inOneGo(FakeNetwork.blunt(true)));

    assertThat(with).isGreaterThan(without + 0.1);
  }

  private static double meanIou(List<FrameResult> frames) {
    return frames.stream().mapToDouble(SessionAppearanceTest::iou).average().orElseThrow();
  }

  private static double iou(FrameResult found) {
    return found.objects().get(0).mask().decode().iou(GreyScene.truth(0, found.frame()));
  }

  /** One square on black. */
  private SceneProject scene() throws IOException {
    Path place = Files.createTempDirectory(folder, "scene");
    return new SceneProject(place, FRAMES, index -> GreyScene.frame(index, true, false));
  }

  private static void give(Session session, ObjectId object, long frame) throws IOException {
    session.prompt(object, frame, Prompt.mask(GreyScene.truth(0, frame)));
  }

  private static void run(Session session, SceneProject scene) throws IOException {
    session.run(FakeNetwork.blunt(true), scene::open, null, RunProgress.silent());
  }

  private List<FrameResult> inOneGo(FakeNetwork network) throws IOException {
    SceneProject scene = scene();
    try (Session session = scene.create()) {
      ObjectId object = session.add("square");
      give(session, object, 3);
      give(session, object, 15);
      session.run(network, scene::open, null, RunProgress.silent());
      return all(session);
    }
  }
}
