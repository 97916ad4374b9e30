package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Resample;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import org.junit.jupiter.api.Test;

/** A square of 24 px in a frame of 128 px, whose edges lie in the middle of the network's cells. */
class CloserLookTest {

  private static final long INDEX = 2;
  private static final Prompt CLICK =
      Prompt.clicks(Click.positive(GreyScene.centreX(0, INDEX), GreyScene.centreY(0)));

  @Test
  void prompt_answeredFromNearToo_isDrawnFiner() {
    double once = iou(prompted(new FakeNetwork(), CLICK));
    double twice = iou(prompted(FakeNetwork.lookingCloser(), CLICK));

    assertThat(twice).isGreaterThan(once + 0.02);
  }

  @Test
  void box_isAnsweredFromNearToo() {
    Prompt box = Prompt.box(new Box(14, 18, 34, 38));

    assertThat(iou(prompted(FakeNetwork.lookingCloser(), box)))
        .isGreaterThan(iou(prompted(new FakeNetwork(), box)));
  }

  @Test
  void prompt_encodesOnePictureMore_andLetsGoOfIt() {
    FakeNetwork network = FakeNetwork.lookingCloser();
    prompted(network, CLICK);

    assertThat(network.encodedImages()).isEqualTo(2);
    assertThat(network.openFeatures()).isZero();
  }

  @Test
  void whatFillsTheFrame_isNotLookedAtAgain() {
    FakeNetwork network = FakeNetwork.lookingCloser();
    prompted(network, Prompt.clicks(Click.positive(120, 120))); // the ground

    assertThat(network.encodedImages()).isEqualTo(1);
  }

  @Test
  void givenMask_staysAsItIs() {
    FakeNetwork network = FakeNetwork.lookingCloser();
    Prompt mask = Prompt.mask(GreyScene.truth(0, INDEX));

    assertThat(prompted(network, mask)).isEqualTo(prompted(new FakeNetwork(), mask));
    assertThat(network.encodedImages()).isEqualTo(1);
  }

  @Test
  void reference_answersOnce() {
    FakeNetwork network = FakeNetwork.lookingCloser();
    prompted(network, CLICK, TrackerConfig.reference(network.spec()));

    assertThat(network.encodedImages()).isEqualTo(1);
  }

  private static Bitmap prompted(FakeNetwork network, Prompt prompt) {
    return prompted(network, prompt, TrackerConfig.defaults());
  }

  private static Bitmap prompted(FakeNetwork network, Prompt prompt, TrackerConfig config) {
    try (StreamingTracker tracker = new StreamingTracker(network, config)) {
      ObjectId id = tracker.addObject();
      tracker.advance(GreyScene.frame(INDEX));
      Size size = GreyScene.SIZE;
      return Resample.bilinearMask(tracker.prompt(id, prompt).logits(), size);
    }
  }

  private static double iou(Bitmap found) {
    return found.iou(GreyScene.truth(0, INDEX));
  }
}
