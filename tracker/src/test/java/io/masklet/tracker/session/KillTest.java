package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run in a process of its own, killed with SIGKILL at a random moment, goes on to the same masks.
 * Five times, or as often as {@code -Dmasklet.kills=50} says.
 */
class KillTest {

  private static final int FRAMES = 60;
  private static final int KILLS = Integer.getInteger("masklet.kills", 5);

  private final SceneProject scene;
  private final Path masks;

  KillTest(@TempDir Path folder) throws IOException {
    this.scene = new SceneProject(folder, FRAMES);
    this.masks = folder.resolve("scene.masks");
    try (Session session = scene.create()) {
      ObjectId first = session.add("first");
      ObjectId second = session.add("second");
      session.prompt(first, 0, on(0, 0));
      session.prompt(second, 12, on(1, 12));
      session.prompt(first, 24, on(1, 24));
      session.notHere(second, 20);
    }
  }

  /** The child: works on the project slowly until somebody kills it. */
  static final class Child {

    public static void main(String[] args) throws IOException {
      SceneProject scene = new SceneProject(Path.of(args[0]), FRAMES);
      try (Session session = Session.open(scene.file)) {
        session.run(
            scene.network,
            scene::open,
            Tolerance.defaults(),
            (long frame, long timestampUs, Direction direction) -> pause());
      }
    }

    private static void pause() {
      try {
        Thread.sleep(3);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void killedRun_goesOnToTheSameMasks() throws Exception {
    List<FrameResult> whole = resumed();
    long wholeBytes = Files.size(masks);
    Random random = new Random(9);
    int killedAtWork = 0;
    for (int i = 0; i < KILLS; i++) {
      Files.delete(masks);
      killedAtWork += killAt(random.nextLong(wholeBytes)) ? 1 : 0;
      assertThat(resumed()).isEqualTo(whole);
    }
    assertThat(killedAtWork).isGreaterThan(KILLS / 2);
  }

  /** Kills a child when the masks have so many bytes; whether it was still at work. */
  private boolean killAt(long bytes) throws Exception {
    Process child = OtherProcess.start(Child.class, scene.folder.toString());
    while (child.isAlive() && (!Files.exists(masks) || Files.size(masks) < bytes)) {
      Thread.sleep(1);
    }
    boolean atWork = child.isAlive();
    child.destroyForcibly().waitFor();
    return atWork;
  }

  private List<FrameResult> resumed() throws IOException {
    try (Session session = Session.open(scene.file)) {
      RunReport report = scene.run(session);
      assertThat(report.complete()).isTrue();
      return all(session);
    }
  }
}
