package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.testdata.ExactTruth;
import io.masklet.testdata.SyntheticFrame;
import io.masklet.testdata.SyntheticScene;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.TestModel;
import io.masklet.tracker.object.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The embedded model on a drawn scene, whose truth is exact. J is the mean IoU over all frames. The
 * other scenes are judged in {@code checks/EvaluationFloorTest}.
 */
class SceneTrackingTest {

  private static Sam2Network network;
  private static List<SyntheticFrame> drawn;

  @BeforeAll
  static void open() {
    network = TestModel.open();
    SyntheticScene scene = SyntheticScene.moving(1);
    drawn = IntStream.range(0, scene.frameCount()).mapToObj(scene::frame).toList();
  }

  @AfterAll
  static void close() {
    network.close();
  }

  @Test
  void moving_fromAMask() {
    assertThat(meanJ(fromMask())).isGreaterThan(0.70);
  }

  @Test
  void moving_fromOneClick() {
    assertThat(meanJ(fromClick())).isGreaterThan(0.60);
  }

  @Test
  void moving_twice_isIdenticalToTheLastBit() {
    List<MaskObservation> first = track(drawn.subList(0, 8), fromClick());
    List<MaskObservation> second = track(drawn.subList(0, 8), fromClick());
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).mask()).as("frame %d", i).isEqualTo(first.get(i).mask());
      assertThat(second.get(i).objectScore()).isEqualTo(first.get(i).objectScore());
      assertThat(second.get(i).predictedIou()).isEqualTo(first.get(i).predictedIou());
    }
  }

  private interface FirstPrompt {
    Prompt of(SyntheticFrame frame);
  }

  private static FirstPrompt fromMask() {
    return frame -> Prompt.mask(truth(frame));
  }

  private static FirstPrompt fromClick() {
    return frame -> {
      double[] click = ExactTruth.click(frame.ids(), frame.width(), 1);
      return Prompt.clicks(Click.positive(click[0], click[1]));
    };
  }

  private static double meanJ(FirstPrompt prompt) {
    List<MaskObservation> found = track(drawn, prompt);
    double sum = 0;
    for (int i = 1; i < found.size(); i++) {
      sum += found.get(i).mask().iou(truth(drawn.get(i)));
    }
    return sum / (found.size() - 1);
  }

  /** Object 1 through some frames. */
  private static List<MaskObservation> track(List<SyntheticFrame> frames, FirstPrompt prompt) {
    List<MaskObservation> found = new ArrayList<>();
    TrackerConfig config = TrackerConfig.defaults();
    MaskPostprocessor postprocessor = config.newPostprocessor(network.spec(), false);
    try (StreamingTracker tracker = new StreamingTracker(network, config)) {
      ObjectId id = tracker.addObject();
      for (SyntheticFrame shown : frames) {
        try (Frame frame = frameOf(shown)) {
          tracker.advance(frame);
          if (found.isEmpty()) {
            tracker.prompt(id, prompt.of(shown));
          }
          found.add(postprocessor.atVideoSize(tracker.found(), frame).get(0));
        }
      }
    }
    return found;
  }

  private static Frame frameOf(SyntheticFrame shown) {
    Size size = new Size(shown.width(), shown.height());
    Frame frame = Frame.allocate(shown.index(), shown.timestampUs(), size);
    frame.rgb().put(0, shown.rgb());
    return frame;
  }

  private static Bitmap truth(SyntheticFrame shown) {
    Bitmap mask = new Bitmap(new Size(shown.width(), shown.height()));
    for (int i = 0; i < shown.ids().length; i++) {
      mask.set(i % shown.width(), i / shown.width(), shown.ids()[i] == 1);
    }
    return mask;
  }
}
