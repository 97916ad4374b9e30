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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embedded model on drawn scenes, whose truth is exact. J is the mean IoU over all frames. */
class SceneTrackingTest {

  private static Sam2Network network;

  @BeforeAll
  static void open() {
    network = TestModel.open();
  }

  @AfterAll
  static void close() {
    network.close();
  }

  @Test
  void moving_fromAMask() {
    assertThat(meanJ(SyntheticScene.moving(1), fromMask())).isGreaterThan(0.70);
  }

  @Test
  void moving_fromOneClick() {
    assertThat(meanJ(SyntheticScene.moving(1), fromClick())).isGreaterThan(0.60);
  }

  @Test
  void camera_fromAMask() {
    assertThat(meanJ(SyntheticScene.camera(1), fromMask())).isGreaterThan(0.75);
  }

  @Test
  void occluded_fromAMask() {
    assertThat(meanJ(SyntheticScene.occluded(1), fromMask())).isGreaterThan(0.50);
  }

  @Test
  void leavesAndReturns_fromAMask() {
    assertThat(meanJ(SyntheticScene.leavesAndReturns(1), fromMask())).isGreaterThan(0.60);
  }

  @Test
  void twoAlike_fromAMask() {
    assertThat(meanJ(SyntheticScene.twoAlike(1), fromMask())).isGreaterThan(0.60);
  }

  @Test
  void moving_twice_isIdenticalToTheLastBit() {
    List<MaskObservation> first = track(SyntheticScene.moving(2), 8, fromClick());
    List<MaskObservation> second = track(SyntheticScene.moving(2), 8, fromClick());
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

  private static double meanJ(SyntheticScene scene, FirstPrompt prompt) {
    List<MaskObservation> found = track(scene, scene.frameCount(), prompt);
    double sum = 0;
    for (int i = 1; i < found.size(); i++) {
      sum += found.get(i).mask().iou(truth(scene.frame(i)));
    }
    return sum / (found.size() - 1);
  }

  /** Object 1 through the first frames of a scene. */
  private static List<MaskObservation> track(SyntheticScene scene, int frames, FirstPrompt prompt) {
    List<MaskObservation> found = new ArrayList<>();
    MaskPostprocessor postprocessor = new MaskPostprocessor(false, false);
    try (StreamingTracker tracker = new StreamingTracker(network, TrackerConfig.defaults())) {
      ObjectId id = tracker.addObject();
      for (int i = 0; i < frames; i++) {
        SyntheticFrame drawn = scene.frame(i);
        try (Frame frame = frameOf(drawn)) {
          tracker.advance(frame);
          if (i == 0) {
            tracker.prompt(id, prompt.of(drawn));
          }
          found.add(postprocessor.atVideoSize(tracker.found()).get(0));
        }
      }
    }
    return found;
  }

  private static Frame frameOf(SyntheticFrame drawn) {
    Size size = new Size(drawn.width(), drawn.height());
    Frame frame = Frame.allocate(drawn.index(), drawn.timestampUs(), size);
    frame.rgb().put(0, drawn.rgb());
    return frame;
  }

  private static Bitmap truth(SyntheticFrame drawn) {
    Bitmap mask = new Bitmap(new Size(drawn.width(), drawn.height()));
    for (int i = 0; i < drawn.ids().length; i++) {
      mask.set(i % drawn.width(), i / drawn.width(), drawn.ids()[i] == 1);
    }
    return mask;
  }
}
