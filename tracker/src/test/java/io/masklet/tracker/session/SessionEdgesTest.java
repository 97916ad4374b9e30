package io.masklet.tracker.session;

import static io.masklet.tracker.session.SceneProject.all;
import static io.masklet.tracker.session.SceneProject.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import io.masklet.tracker.GreyScene;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with a network whose masks follow the picture's edges. */
class SessionEdgesTest {

  private static final int FRAMES = 14;
  private static final int FIRST = 3;
  private static final int LAST = 9;

  private final Path folder;

  SessionEdgesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void run_followsThePicturesEdges_atPromptsBetweenThemAndBeyond() throws IOException {
    List<Bitmap> plain = track(false);
    List<Bitmap> guided = track(true);

    double gain = 0;
    for (int i = 0; i < FRAMES; i++) {
      Bitmap truth = GreyScene.truth(0, i);
      double before = plain.get(i).iou(truth);
      double after = guided.get(i).iou(truth);
      assertThat(after).as("frame %d", i).isGreaterThanOrEqualTo(before);
      gain += (after - before) / FRAMES;
    }
    assertThat(gain).isGreaterThan(0.05);
  }

  @Test
  void run_givesTheMasksThatStreamingGives() throws IOException {
    List<Bitmap> found = track(true);

    List<Bitmap> streamed = streamed();

    assertThat(found.subList(FIRST, FRAMES)).isEqualTo(streamed.subList(FIRST, FRAMES));
  }

  private List<Bitmap> track(boolean guidedEdges) throws IOException {
    Path place = Files.createTempDirectory(folder, "scene");
    SceneProject scene = new SceneProject(place, FRAMES);
    try (Session session = scene.create()) {
      ObjectId object = session.add("square");
      session.prompt(object, FIRST, on(0, FIRST));
      session.prompt(object, LAST, on(0, LAST));
      session.run(new FakeNetwork(guidedEdges), scene::open, null, RunProgress.silent());
      return all(session).stream().map(frame -> frame.objects().get(0).mask().decode()).toList();
    }
  }

  /** The slow twin: the same prompts, followed as their frames come. */
  private static List<Bitmap> streamed() {
    List<Bitmap> masks = new ArrayList<>();
    FakeNetwork network = new FakeNetwork(true);
    TrackerConfig config = TrackerConfig.defaults();
    MaskPostprocessor postprocessor = config.newPostprocessor(network.spec(), false);
    try (StreamingTracker tracker = new StreamingTracker(network, config)) {
      ObjectId object = tracker.addObject();
      for (long i = 0; i < FRAMES; i++) {
        try (Frame frame = GreyScene.frame(i)) {
          tracker.advance(frame);
          if (i == FIRST || i == LAST) {
            tracker.prompt(object, on(0, i));
          }
          List<MaskObservation> found = postprocessor.atVideoSize(tracker.found(), frame);
          masks.add(found.isEmpty() ? new Bitmap(GreyScene.SIZE) : found.get(0).mask());
        }
      }
    }
    return masks;
  }
}
