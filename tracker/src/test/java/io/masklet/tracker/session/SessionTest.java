package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

  private static final int FRAMES = 24;

  private final Path folder;

  SessionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void run_isWhatTheStreamingTrackerFinds() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 2, on(0, 2));
      session.prompt(second, 7, on(1, 7));
      session.prompt(first, 12, on(0, 12));
      RunReport report = scene.run(session);
      assertThat(report.complete()).isTrue();
      assertThat(report.frames()).isEqualTo(FRAMES);
      List<FrameResult> found = all(session);
      List<List<MaskObservation>> streamed = streamed();
      for (int i = 0; i < FRAMES; i++) {
        assertThat(found.get(i).timestampUs()).isEqualTo(40_000L * i);
        for (MaskObservation expected : streamed.get(i)) {
          ObjectResult object = found.get(i).objects().get(expected.objectId() - 1);
          assertThat(object.mask()).isEqualTo(Rle.encode(expected.mask()));
          if (i >= 12) { // before that, a session looks at the prompt ahead as well
            assertThat(object.objectScore()).isEqualTo(expected.objectScore());
          }
        }
      }
    }
  }

  /** The slow twin: the same prompts, followed as their frames come. */
  private static List<List<MaskObservation>> streamed() {
    List<List<MaskObservation>> masks = new ArrayList<>();
    TrackerConfig config = TrackerConfig.defaults();
    MaskPostprocessor postprocessor = config.newPostprocessor(new FakeNetwork().spec(), false);
    try (StreamingTracker tracker = new StreamingTracker(new FakeNetwork(), config)) {
      ObjectId first = tracker.addObject();
      ObjectId second = tracker.addObject();
      for (long i = 0; i < FRAMES; i++) {
        try (Frame frame = GreyScene.frame(i)) {
          tracker.advance(frame);
          if (i == 2 || i == 12) {
            tracker.prompt(first, on(0, i));
          } else if (i == 7) {
            tracker.prompt(second, on(1, i));
          }
          masks.add(postprocessor.atVideoSize(tracker.found(), frame));
        }
      }
    }
    return masks;
  }

  private static List<Rle> masksOf(List<FrameResult> frames) {
    return frames.stream().map(frame -> frame.objects().get(0).mask()).toList();
  }

  @Test
  void run_again_tracksNothing() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      session.prompt(session.add("first"), 0, on(0, 0));
      scene.run(session);
      int encoded = scene.network.encodedImages();
      assertThat(scene.run(session).tracked()).isZero();
      assertThat(scene.network.encodedImages()).isEqualTo(encoded);
    }
  }

  @Test
  void correction_thatIsNear_tracksBothWays_andUndoTracksNothing() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      scene.run(session);
      List<FrameResult> before = all(session);
      session.prompt(first, 18, on(1, 18));
      assertThat(session.results().frameCount()).isEqualTo(1);
      RunReport report = scene.run(session);
      assertThat(report.tracked()).isEqualTo(FRAMES + 19); // onward, and back to frame 0
      List<FrameResult> after = all(session);
      assertThat(masksOf(after).subList(0, 9)).isEqualTo(masksOf(before).subList(0, 9));
      assertThat(after.get(20)).isNotEqualTo(before.get(20));
      session.undo();
      assertThat(scene.run(session).tracked()).isZero();
      assertThat(all(session)).isEqualTo(before);
      session.redo();
      assertThat(scene.run(session).tracked()).isZero();
      assertThat(all(session)).isEqualTo(after);
    }
  }

  @Test
  void correction_thatIsFar_leavesTheFramesThatCannotSeeItAlone() throws IOException {
    int corrected = PassAnchors.AHEAD_FRAMES + 20;
    SceneProject scene = new SceneProject(folder, corrected + 5);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      scene.run(session);
      session.prompt(first, corrected, Prompt.clicks(Click.positive(9, 9)));
      RunReport report = scene.runExactly(session);
      int onward = PassAnchors.AHEAD_FRAMES + 5;
      assertThat(report.tracked()).isEqualTo(onward + corrected + 1);
      assertThat(all(session)).isEqualTo(scene.computedAfresh());
    }
  }

  /** From frame 21 on the corrected one is not among the eight prompted frames looked at. */
  @Test
  void correction_thatIsForgottenInTime_stopsWhereNothingDiffers() throws IOException {
    SceneProject scene = new SceneProject(folder, 60);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      session.prompt(first, 5, on(0, 5));
      for (long frame = 14; frame < 24; frame++) {
        session.prompt(first, frame, on(0, frame));
      }
      scene.runExactly(session);
      session.prompt(first, 5, on(1, 5));
      RunReport report = scene.runExactly(session);
      assertThat(report.complete()).isTrue();
      assertThat(report.kept()).isZero();
      assertThat(report.tracked()).isEqualTo(21 + 14); // onward, and back to frame 0
      assertThat(all(session)).isEqualTo(scene.computedAfresh());
    }
  }

  @Test
  void acceptedMask_staysWhateverIsSaidBeforeIt() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 2, on(0, 2));
      session.prompt(first, 10, on(0, 10));
      scene.run(session);
      FrameResult accepted = session.results().at(10);
      session.prompt(first, 5, on(1, 5));
      scene.run(session);
      assertThat(session.results().at(10)).isEqualTo(accepted);
      assertThat(accepted.objects().get(0).prompted()).isTrue();
    }
  }

  @Test
  void notHere_isAbsentFromThere() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      session.notHere(first, 8);
      scene.run(session);
      ObjectResult gone = session.results().at(8).objects().get(0);
      assertThat(gone.objectScore()).isNegative();
      assertThat(gone.mask().decode().isEmpty()).isTrue();
      assertThat(session.results().at(7).objects().get(0).mask().decode().isEmpty()).isFalse();
    }
  }

  @Test
  void swapAndMergeAndDelete_areOfObjects() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 0, on(0, 0));
      session.prompt(second, 0, on(1, 0));
      scene.run(session);
      FrameResult before = session.results().at(12);
      session.swap(first, second, 10);
      assertThat(scene.run(session).tracked()).isZero();
      assertThat(session.results().at(9)).isEqualTo(atNine(session));
      FrameResult swapped = session.results().at(12);
      assertThat(swapped.objects().get(0).mask()).isEqualTo(before.objects().get(1).mask());
      assertThat(swapped.objects().get(1).mask()).isEqualTo(before.objects().get(0).mask());
      session.undo();
      session.merge(first, second);
      assertThat(session.objects()).hasSize(1);
      long both =
          before.objects().stream().mapToLong(object -> object.mask().decode().areaPx()).sum();
      ObjectResult merged = session.results().at(12).objects().get(0);
      assertThat(merged.mask().decode().areaPx()).isEqualTo(both);
      session.undo();
      session.delete(first);
      scene.run(session);
      assertThat(session.results().at(12).objects()).hasSize(1);
      assertThat(session.results().at(12).objects().get(0).id()).isEqualTo(second);
      assertThatThrownBy(() -> session.prompt(first, 3, on(0, 3)))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("no object 1");
    }
  }

  private static FrameResult atNine(Session session) throws IOException {
    session.undo();
    FrameResult unswapped = session.results().at(9);
    session.redo();
    return unswapped;
  }

  @Test
  void promptAfterSwap_goesToWhatIsTrackedThere() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 0, on(0, 0));
      session.prompt(second, 0, on(1, 0));
      session.swap(first, second, 10);
      session.notHere(first, 15);
      scene.run(session);
      FrameResult found = session.results().at(15);
      assertThat(found.objects().get(0).mask().decode().isEmpty()).isTrue();
      assertThat(found.objects().get(1).mask().decode().isEmpty()).isFalse();
      assertThat(session.promptOf(first, 15)).isNotNull();
      assertThat(session.promptOf(second, 15)).isNull();
    }
  }

  @Test
  void everyAction_canBeUndoneAndRedone() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      List<String> states = new ArrayList<>();
      states.add(stateOf(session));
      ObjectId first = session.add("first");
      states.add(stateOf(session));
      ObjectId second = session.add("second", 0x123456);
      states.add(stateOf(session));
      List<Edit> edits =
          List.of(
              () -> session.prompt(first, 1, on(0, 1)),
              () -> session.prompt(second, 3, on(1, 3)),
              () -> session.prompt(first, 1, on(1, 1)),
              () -> session.rename(first, "dog"),
              () -> session.recolour(first, 0xABCDEF),
              () -> session.swap(first, second, 2),
              () -> session.unprompt(first, 3),
              () -> session.notHere(second, 5),
              () -> session.clear(second),
              () -> session.merge(second, first),
              () -> session.delete(second));
      for (Edit edit : edits) {
        edit.make();
        states.add(stateOf(session));
      }
      for (int i = states.size() - 2; i >= 0; i--) {
        session.undo();
        assertThat(stateOf(session)).isEqualTo(states.get(i));
      }
      assertThatThrownBy(session::undo).hasMessageContaining("nothing to undo");
      for (String state : states.subList(1, states.size())) {
        session.redo();
        assertThat(stateOf(session)).isEqualTo(state);
      }
      assertThatThrownBy(session::redo).hasMessageContaining("nothing to redo");
    }
  }

  private interface Edit {
    void make() throws IOException;
  }

  /** Everything a person sees, as it is and as it is read back. */
  private static String stateOf(Session session) throws IOException {
    StringBuilder text = new StringBuilder(session.objects().toString());
    for (SessionObject object : session.objects()) {
      for (long frame = 0; frame < 8; frame++) {
        text.append(frame).append(session.promptOf(object.id(), frame));
      }
    }
    return text.toString();
  }

  @Test
  void newActionAfterUndo_takesTheUndoneAway() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.rename(first, "a");
      session.undo();
      session.rename(first, "b");
      assertThat(session.redoable()).isZero();
      assertThat(session.actions()).extracting(Action::number).containsExactly(1L, 3L);
    }
  }
}
