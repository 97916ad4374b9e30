package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.VideoException;
import io.masklet.tracker.EncodedVideo;
import io.masklet.tracker.GreyFrames;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.VideoTracker;
import io.masklet.tracker.Walk;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passes look at prompts ahead. The object score of the fake network tells whatever was looked at.
 */
class LookAheadTest {

  private static final int FIRST = 2;
  private static final int LAST = 22;
  private static final int FRAMES = 26;

  private final SceneProject scene;

  LookAheadTest(@TempDir Path folder) throws IOException {
    this.scene = new SceneProject(folder, FRAMES);
  }

  /** Where the backward pass rests, the forward pass alone is seen. */
  private static List<Float> forwardScores(List<FrameResult> frames) {
    return frames.subList(FIRST + 1, LAST - Tolerance.FRAMES).stream()
        .map(frame -> frame.objects().get(0).objectScore())
        .toList();
  }

  private List<Float> inOneGo() throws IOException {
    try (Session session = scene.create()) {
      ObjectId square = session.add("square");
      session.prompt(square, FIRST, on(0, FIRST));
      session.prompt(square, LAST, on(0, LAST));
      assertThat(scene.run(session).kept()).isEqualTo(LAST - FIRST - 1 - Tolerance.FRAMES);
      return forwardScores(all(session));
    }
  }

  @Test
  void between_twoPrompts_bothAreLookedAt_asByTheVideoTracker() throws IOException {
    assertThat(inOneGo()).isEqualTo(forwardScores(FIRST, LAST)).isNotEqualTo(forwardScores(FIRST));
  }

  /** The slow twin, which looks at all that was prompted. */
  private static List<Float> forwardScores(int... prompted) throws VideoException {
    FakeNetwork network = new FakeNetwork();
    TrackerConfig config = TrackerConfig.defaults();
    List<Float> scores = new ArrayList<>();
    try (EncodedVideo video = new EncodedVideo(network, new GreyFrames(FRAMES), config.policy())) {
      VideoTracker tracker = new VideoTracker(network, video, config);
      ObjectId square = tracker.addObject();
      for (int frame : prompted) {
        tracker.prompt(frame, square, on(0, frame));
      }
      tracker.propagate(
          Walk.forward(),
          frame -> {
            if (frame.index() > FIRST && frame.index() < LAST - Tolerance.FRAMES) {
              scores.add(frame.objects().get(0).objectScore());
            }
            return true;
          });
    }
    return scores;
  }

  /** An older pass that did not know of what is ahead now has nothing to say before it. */
  @Test
  void correction_withinTolerance_isLookedAtFromAllFramesBeforeIt() throws IOException {
    List<Float> once = inOneGo();
    try (Session session = Session.open(scene.file)) {
      ObjectId square = session.objects().get(0).id();
      session.unprompt(square, LAST);
      scene.run(session);
      assertThat(forwardScores(all(session))).isEqualTo(forwardScores(FIRST));
      session.prompt(square, LAST, on(0, LAST));
      scene.run(session);

      assertThat(forwardScores(all(session))).isEqualTo(once);
    }
  }

  @Test
  void run_stoppedOnTheWay_isAsInOneGo() throws IOException {
    List<Float> once = inOneGo();
    for (int stop = 1; stop < FRAMES; stop += 3) {
      Files.delete(scene.folder.resolve("scene.masks"));
      try (Session session = Session.open(scene.file)) {
        scene.follow(session);
        scene.runFor(session, stop);
      }
      try (Session session = Session.open(scene.file)) {
        assertThat(scene.run(session).complete()).isTrue();
        assertThat(forwardScores(all(session))).as("stopped after %d", stop).isEqualTo(once);
      }
    }
  }
}
