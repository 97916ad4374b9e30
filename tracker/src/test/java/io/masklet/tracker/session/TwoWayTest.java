package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes in both directions: what each finds, where they meet, and what an edit costs. */
class TwoWayTest {

  private static final int FRAMES = 40;

  private final Path folder;

  TwoWayTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** As near as a network of 8 video pixels a number can come. */
  private static void assertTruth(Session session, int index, int row, long from, long until)
      throws IOException {
    SessionResults results = session.results();
    for (long frame = from; frame < until; frame++) {
      Bitmap truth = GreyScene.truth(row, frame);
      Bitmap found = results.at(frame).objects().get(index).mask().decode();
      assertThat(found.iou(truth)).as("frame %d", frame).isGreaterThan(0.6);
    }
  }

  @Test
  void beforeTheFirstPrompt_theBackwardPassIsSeen() throws IOException {
    SceneProject scene = new SceneProject(folder, 24);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 15, on(0, 15));
      RunReport report = scene.run(session);
      assertThat(report.complete()).isTrue();
      assertThat(report.tracked()).isEqualTo(24 - 15 + 16);
      assertTruth(session, 0, 0, 0, 24);
    }
  }

  /** From frame 12 on the square is so bright that nothing said before tells it. */
  private static Frame changing(long index) {
    return GreyScene.frame(index, index < 12, false, index >= 12);
  }

  @Test
  void anObjectThatChanges_isFoundFromBothSides_andTheFutureSpoilsNoPast() throws IOException {
    SceneProject scene = new SceneProject(folder, 24, TwoWayTest::changing);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 2, on(0, 2));
      scene.run(session);
      List<FrameResult> before = all(session);
      assertThat(before.get(12).objects().get(0).mask().decode().isEmpty()).isTrue();
      session.prompt(first, 17, on(0, 17));
      scene.run(session);
      assertTruth(session, 0, 0, 0, 24);
      for (int frame = 0; frame < 12; frame++) {
        assertThat(all(session).get(frame).objects().get(0).mask())
            .isEqualTo(before.get(frame).objects().get(0).mask());
      }
    }
  }

  @Test
  void editOfOneObject_leavesTheOthersAlone() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 0, on(0, 0));
      session.prompt(second, 0, on(1, 0));
      assertThat(scene.runExactly(session).tracked()).isEqualTo(2 * FRAMES);
      session.prompt(first, 30, on(0, 30));
      assertThat(scene.runExactly(session).tracked())
          .isEqualTo(FRAMES + 31); // onward, and back to frame 0
    }
  }

  @Test
  void editWithinTolerance_stopsSoon_andSaysHowMuchItKept() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      scene.run(session);
      List<FrameResult> before = all(session);
      session.prompt(first, 20, on(0, 20));
      RunReport report = scene.run(session);
      int row = Tolerance.FRAMES;
      assertThat(report.tracked())
          .isEqualTo(20 + 2 * (1 + row) + 1); // to it, on both ways, and frame 0
      assertThat(report.kept()).isEqualTo(FRAMES - 21 - row + 19 - row);
      assertThat(report.complete()).isTrue();
      for (int frame = 0; frame < FRAMES; frame++) {
        assertThat(all(session).get(frame).objects().get(0).mask())
            .isEqualTo(before.get(frame).objects().get(0).mask());
      }
      assertThat(scene.runExactly(session).tracked()).isEqualTo(FRAMES - 21 - row + 19 - row + 1);
    }
  }

  @Test
  void toleranceNeedsSomethingToAgreeOn() throws IOException {
    SceneProject scene =
        new SceneProject(folder, FRAMES, frame -> GreyScene.frame(frame, frame < 10, true));
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      scene.run(session);
      session.prompt(first, 12, on(1, 12)); // nobody is sure of anything before it
      RunReport report = scene.run(session);
      assertThat(report.kept()).isZero();
      assertTruth(session, 0, 1, 12, 24);
    }
  }

  @Test
  void takenBackPrompt_isForgottenAlsoWithinTolerance() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      scene.run(session);
      List<FrameResult> before = all(session);
      session.prompt(first, 10, on(1, 10)); // the other square, by mistake
      scene.run(session);
      session.unprompt(first, 10);
      assertThat(scene.run(session).tracked()).isZero();
      assertThat(all(session)).isEqualTo(before);
    }
  }

  @Test
  void notHere_betweenTwoPrompts_actsBothWays() throws IOException {
    SceneProject scene =
        new SceneProject(
            folder, FRAMES, frame -> GreyScene.frame(frame, frame < 10 || frame >= 20, true));
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      session.notHere(first, 15);
      session.prompt(first, 25, on(0, 25));
      assertThat(scene.run(session).complete()).isTrue();
      assertTruth(session, 0, 0, 0, 10);
      assertTruth(session, 0, 0, 20, FRAMES);
      assertThat(session.results().at(15).objects().get(0).mask().decode().isEmpty()).isTrue();
    }
  }

  @Test
  void notHereAlone_saysNothingOfOtherFrames() throws IOException {
    SceneProject scene = new SceneProject(folder, 8);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.notHere(first, 3);
      assertThat(scene.run(session).complete()).isTrue();
      assertThat(session.results().at(3).objects()).hasSize(1);
      assertThat(session.results().at(4).objects()).isEmpty();
    }
  }

  @Test
  void aPersonsOwnMask_isShownAsTheyDrewIt() throws IOException {
    SceneProject scene = new SceneProject(folder, 8);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      Bitmap drawn = GreyScene.truth(0, 3);
      drawn.set(0, 0, true); // a speck that no network would keep
      session.prompt(first, 3, Prompt.mask(drawn));
      scene.run(session);
      assertThat(session.results().at(3).objects().get(0).mask().decode()).isEqualTo(drawn);
    }
  }

  @Test
  void objectsThatClaimTheSamePixels_shareThemOnlyIfTheyMay() throws IOException {
    SceneProject scene = new SceneProject(folder, 8);
    Path other = folder.resolve("overlapping.masklet");
    try (Session session = scene.create();
        Session overlapping =
            Session.create(other, scene.video, GreyScene.SIZE, SceneProject.MODEL, true)) {
      for (Session each : List.of(session, overlapping)) {
        each.prompt(each.add("first"), 0, on(0, 0));
        each.prompt(each.add("second"), 4, on(0, 4));
        scene.run(each);
      }
      for (long frame = 0; frame < 8; frame++) {
        List<ObjectResult> apart = session.results().at(frame).objects();
        List<ObjectResult> both = overlapping.results().at(frame).objects();
        assertThat(both.get(0).mask()).isEqualTo(both.get(1).mask());
        int owner = frame == 4 ? 1 : 0; // the first of equals, but a person's word goes before
        assertThat(apart.get(owner).mask()).isEqualTo(both.get(0).mask());
        assertThat(apart.get(1 - owner).mask().decode().isEmpty()).isTrue();
      }
    }
  }

  @Test
  void promptsAreFollowedAtOnce_withoutTrackingTheRest() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 20, on(0, 20));
      scene.follow(session);
      assertThat(session.acceptedMask(first, 20)).isNotNull();
      assertThat(scene.network.encodedImages()).isEqualTo(1);
      assertThat(session.results().holds(20)).isTrue();
      assertThat(session.results().holds(19)).isFalse();
      scene.run(session);
      int encoded = scene.network.encodedImages();
      session.prompt(first, 30, on(0, 30));
      scene.follow(session);
      assertThat(scene.network.encodedImages() - encoded).isLessThan(9); // whatever the length
    }
  }

  @Test
  void promptAfterAPrompt_looksAtPromptedFramesOnly() throws IOException {
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      session.prompt(first, 0, on(0, 0));
      session.prompt(first, 12, on(0, 12));
      scene.run(session);
      int encoded = scene.network.encodedImages();
      session.prompt(first, 13, on(0, 13));
      scene.follow(session);
      assertThat(scene.network.encodedImages() - encoded).isEqualTo(3); // 0, 12 and 13 itself
    }
  }

  /** Whatever was edited and run in between, exact results are those of the actions alone. */
  @Test
  void randomEdits_exactly_areWhatComputingAfreshGives() throws IOException {
    Random random = new Random(11);
    SceneProject scene = new SceneProject(folder, FRAMES);
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 5, on(0, 5));
      session.prompt(second, 9, on(1, 9));
      for (int i = 0; i < 25; i++) {
        edit(session, random, List.of(first, second));
        if (random.nextBoolean()) {
          scene.run(session);
        } else {
          scene.runFor(session, random.nextInt(20));
        }
      }
      assertThat(scene.runExactly(session).complete()).isTrue();
      List<FrameResult> found = all(session);
      assertThat(found).hasSize(FRAMES);
      assertThat(scene.computedAfresh()).isEqualTo(found);
    }
  }

  private static void edit(Session session, Random random, List<ObjectId> objects)
      throws IOException {
    ObjectId id = objects.get(random.nextInt(2));
    int frame = random.nextInt(26); // while both squares are there
    switch (random.nextInt(6)) {
      case 0 -> session.notHere(id, frame);
      case 1 -> {
        if (session.actions().size() > 4) {
          session.undo();
        }
      }
      case 2 -> {
        if (session.redoable() > 0) {
          session.redo();
        }
      }
      case 3 -> session.swap(objects.get(0), objects.get(1), frame);
      default -> session.prompt(id, frame, on(random.nextInt(2), frame));
    }
  }
}
