package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that is interrupted, killed or damaged goes on to the same masks, bit for bit. */
class ResumeTest {

  private static final int FRAMES = 40;
  private static final int KILLS = 50;

  private final SceneProject scene;
  private final Path masks;

  ResumeTest(@TempDir Path folder) throws IOException {
    this.scene = new SceneProject(folder, FRAMES);
    this.masks = folder.resolve("scene.masks");
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 0, on(0, 0));
      session.prompt(second, 5, on(1, 5));
      session.prompt(first, 20, on(1, 20));
    }
  }

  private List<FrameResult> inOneGo() throws IOException {
    try (Session session = Session.open(scene.file)) {
      assertThat(scene.run(session).complete()).isTrue();
      return all(session);
    }
  }

  private List<FrameResult> resumed() throws IOException {
    try (Session session = Session.open(scene.file)) {
      RunReport report = scene.run(session);
      assertThat(report.complete()).isTrue();
      assertThat(report.frames()).isEqualTo(FRAMES);
      return all(session);
    }
  }

  @Test
  void stoppedTenTimes_isAsInOneGo() throws IOException {
    List<FrameResult> whole = inOneGo();
    Files.delete(masks);
    for (int i = 0; i < 10; i++) {
      try (Session session = Session.open(scene.file)) {
        assertThat(scene.runFor(session, 4).tracked()).isBetween(1L, 2 * 4L);
        assertHeld(session, whole);
      }
    }
    assertThat(resumed()).isEqualTo(whole);
  }

  /** Whatever holds already is what it will be. */
  private static void assertHeld(Session session, List<FrameResult> whole) throws IOException {
    SessionResults results = session.results();
    for (int frame = 0; frame < FRAMES; frame++) {
      if (results.holds(frame)) {
        assertThat(results.at(frame)).isEqualTo(whole.get(frame));
      }
    }
  }

  @Test
  void killedAnywhere_losesTheFrameInWorkAndNothingElse() throws IOException {
    List<FrameResult> whole = inOneGo();
    byte[] bytes = Files.readAllBytes(masks);
    Random random = new Random(5);
    for (int i = 0; i < KILLS; i++) {
      Files.write(masks, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      try (Session session = Session.open(scene.file)) {
        assertHeld(session, whole);
      }
      assertThat(resumed()).isEqualTo(whole);
    }
  }

  @Test
  void killedAfterACorrection_isAsInOneGo() throws IOException {
    inOneGo();
    try (Session session = Session.open(scene.file)) {
      session.prompt(new ObjectId(1), 10, on(1, 10));
    }
    long sizeBefore = Files.size(masks);
    List<FrameResult> whole = resumed();
    byte[] bytes = Files.readAllBytes(masks);
    Random random = new Random(6);
    for (int i = 0; i < KILLS; i++) {
      int kept = (int) sizeBefore + random.nextInt(bytes.length - (int) sizeBefore);
      Files.write(masks, Arrays.copyOf(bytes, kept));
      assertThat(resumed()).isEqualTo(whole);
    }
  }

  @Test
  void damagedByte_isComputedAgain() throws IOException {
    List<FrameResult> whole = inOneGo();
    byte[] bytes = Files.readAllBytes(masks);
    Random random = new Random(7);
    for (int i = 0; i < KILLS; i++) {
      byte[] damaged = bytes.clone();
      int at = 16 + random.nextInt(bytes.length - 16); // the header says whose it is
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(masks, damaged);
      assertThat(resumed()).isEqualTo(whole);
    }
  }

  @Test
  void lostMasks_areComputedAgain() throws IOException {
    List<FrameResult> whole = inOneGo();
    Files.delete(masks);
    assertThat(resumed()).isEqualTo(whole);
  }
}
