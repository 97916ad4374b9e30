package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Box;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.Resample;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StreamingTrackerTest {

  /** The fake network sees cells of 8 video pixels; a 24 px square can be off by half a cell. */
  private static final double COARSE = 0.55;

  private FakeNetwork network = new FakeNetwork();
  private StreamingTracker tracker = new StreamingTracker(network, TrackerConfig.defaults());

  @Test
  void advance_afterOneClick_followsTheObject() {
    ObjectId square = start(0);
    for (int i = 1; i < 20; i++) {
      TrackedFrame found = tracker.advance(GreyScene.frame(i));
      assertThat(found.objects()).as("frame %d", i).hasSize(1);
      assertThat(found.objects().get(0).id()).isEqualTo(square);
      assertThat(iou(found, 0, i)).as("frame %d", i).isGreaterThan(COARSE);
    }
  }

  @Test
  void advance_twoObjects_areTrackedInOnePass() {
    start(0);
    prompt(1, 0);
    tracker.advance(GreyScene.frame(1));
    assertThat(network.attendCalls()).isEqualTo(1);
    assertThat(iou(tracker.found(), 0, 1)).isGreaterThan(COARSE);
    assertThat(iou(tracker.found(), 1, 1)).isGreaterThan(COARSE);
  }

  @Test
  void advance_twoObjectsOnTheSameThing_shareNoPixelUnlessAllowed() {
    start(0);
    prompt(0, 0);
    TrackedFrame found = tracker.advance(GreyScene.frame(1));
    MaskPostprocessor exclusive = new MaskPostprocessor(true, false);
    List<MaskObservation> masks = exclusive.atVideoSize(found);
    assertThat(masks.get(0).mask().isEmpty()).isFalse();
    assertThat(masks.get(0).mask().intersectionPx(masks.get(1).mask())).isZero();
    assertThat(bitmapIou(found, 1, GreyScene.truth(0, 1))).isGreaterThan(COARSE);
  }

  @Test
  void atVideoSize_withThePicture_followsItsEdges() {
    FakeNetwork guided = new FakeNetwork(true);
    start(0);
    MaskPostprocessor masks = TrackerConfig.defaults().newPostprocessor(guided.spec(), true);
    try (Frame frame = GreyScene.frame(1)) {
      TrackedFrame found = tracker.advance(frame);
      Bitmap truth = GreyScene.truth(0, 1);

      MaskObservation fine = masks.atVideoSize(found, frame).get(0);

      assertThat(fine.mask().iou(truth)).isGreaterThan(bitmapIou(found, 0, truth) + 0.05);
      assertThat(Objects.requireNonNull(fine.logits()).toBitmap()).isEqualTo(fine.mask());
    }
  }

  @Test
  void prompt_onALaterFrame_startsAnObjectThere() {
    start(0);
    tracker.advance(GreyScene.frame(1));
    ObjectId late = prompt(1, 1);
    TrackedFrame found = tracker.advance(GreyScene.frame(2));
    assertThat(found.objects()).extracting(TrackedObject::id).contains(late).hasSize(2);
    assertThat(iou(found, 1, 2)).isGreaterThan(COARSE);
  }

  @Test
  void prompt_correctingATrackedFrame_holdsFromThereOn() {
    ObjectId id = start(0);
    tracker.advance(GreyScene.frame(1));
    tracker.prompt(id, clickOn(1, 1));
    assertThat(tracker.found().objects().get(0).prompted()).isTrue();
    TrackedFrame found = tracker.advance(GreyScene.frame(2));
    assertThat(bitmapIou(found, 0, GreyScene.truth(1, 2))).isGreaterThan(COARSE);
  }

  @Test
  void prompt_thatMemoryContradicts_isHeardAllTheSame() {
    tracker = new StreamingTracker(FakeNetwork.stubborn(), TrackerConfig.defaults());
    ObjectId id = start(0);
    tracker.advance(GreyScene.frame(1));
    tracker.prompt(id, clickOn(1, 1));
    assertThat(bitmapIou(tracker.found(), 0, GreyScene.truth(0, 1))).isZero();
    assertThat(bitmapIou(tracker.found(), 0, GreyScene.truth(1, 1))).isPositive();
  }

  @Test
  void prompt_thatMemoryContradicts_toTheReference_isLost() {
    network = FakeNetwork.stubborn();
    tracker = new StreamingTracker(network, TrackerConfig.reference(network.spec()));
    ObjectId id = start(0);
    tracker.advance(GreyScene.frame(1));
    tracker.prompt(id, clickOn(1, 1));
    assertThat(bitmapIou(tracker.found(), 0, GreyScene.truth(0, 1))).isGreaterThan(COARSE);
  }

  @Test
  void advance_objectLeaves_saysAbsentAndFindsNothing() {
    start(0);
    tracker.advance(GreyScene.frame(1, false, true));
    TrackedObject gone = tracker.found().objects().get(0);
    assertThat(gone.present()).isFalse();
    assertThat(observe(tracker.found()).get(0).mask().isEmpty()).isTrue();
  }

  @Test
  void prompt_mask_isShownAsGiven() {
    tracker.advance(GreyScene.frame(0));
    ObjectId id = tracker.addObject();
    TrackedObject given = tracker.prompt(id, Prompt.mask(GreyScene.truth(1, 0)));
    assertThat(given.predictedIou()).isEqualTo(1f);
    assertThat(iouOf(tracker.found(), 0, 1, 0)).isGreaterThan(COARSE);
    assertThat(iouOf(tracker.advance(GreyScene.frame(1)), 0, 1, 1)).isGreaterThan(COARSE);
  }

  @Test
  void prompt_emptyMask_meansAbsent() {
    tracker.advance(GreyScene.frame(0));
    ObjectId id = tracker.addObject();
    Prompt nothing = Prompt.mask(new io.masklet.core.mask.Bitmap(GreyScene.SIZE));
    assertThat(tracker.prompt(id, nothing).present()).isFalse();
  }

  @Test
  void advance_withoutAnyPrompt_neverEncodes() {
    tracker.advance(GreyScene.frame(0));
    tracker.advance(GreyScene.frame(1));
    assertThat(network.encodedImages()).isZero();
  }

  @Test
  void advance_encodesEachFrameOnceAndReleasesIt() {
    ObjectId id = start(0);
    for (int i = 1; i <= 30; i++) {
      tracker.advance(GreyScene.frame(i));
      tracker.prompt(id, clickOn(0, i));
    }
    assertThat(network.encodedImages()).isEqualTo(31);
    assertThat(network.openFeatures()).isEqualTo(1);
    tracker.close();
    assertThat(network.openFeatures()).isZero();
  }

  @Test
  void removeObject_forgetsIt() {
    ObjectId id = start(0);
    tracker.removeObject(id);
    assertThat(tracker.advance(GreyScene.frame(1)).objects()).isEmpty();
    assertThatThrownBy(() -> tracker.prompt(id, clickOn(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no object 1");
    assertThat(tracker.addObject().value()).as("ids are never used again").isEqualTo(2);
  }

  @Test
  void prompt_outsideTheFrame_isRefusedWithBoth() {
    tracker.advance(GreyScene.frame(0));
    ObjectId id = tracker.addObject();
    assertThatThrownBy(() -> tracker.prompt(id, Prompt.clicks(Click.positive(500, 10))))
        .isInstanceOf(PromptException.class)
        .hasMessageContaining("(500,10)")
        .hasMessageContaining("128x128");
    assertThatThrownBy(() -> tracker.prompt(id, Prompt.box(new Box(-4, 0, 20, 20))))
        .hasMessageContaining("[-4,0,20,20]");
  }

  @Test
  void prompt_beforeAnyFrame_saysWhatToDo() {
    ObjectId id = tracker.addObject();
    assertThatThrownBy(() -> tracker.prompt(id, clickOn(0, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("advance");
  }

  private ObjectId start(int row) {
    tracker.advance(GreyScene.frame(0));
    return prompt(row, 0);
  }

  private ObjectId prompt(int row, int index) {
    ObjectId id = tracker.addObject();
    tracker.prompt(id, clickOn(row, index));
    return id;
  }

  private static Prompt clickOn(int row, int index) {
    return Prompt.clicks(Click.positive(GreyScene.centreX(row, index), GreyScene.centreY(row)));
  }

  private static double iou(TrackedFrame found, int row, int index) {
    return iouOf(found, row, row, index);
  }

  private static double iouOf(TrackedFrame found, int slot, int row, int index) {
    return bitmapIou(found, slot, GreyScene.truth(row, index));
  }

  private static double bitmapIou(TrackedFrame found, int slot, Bitmap truth) {
    return observe(found).get(slot).mask().iou(truth);
  }

  private static List<MaskObservation> observe(TrackedFrame found) {
    return new MaskPostprocessor(false, false).atVideoSize(found);
  }

  /** Its corner lies beside the square, whose grey the network takes for the object's. */
  @Test
  void prompt_withALooseBox_isSeenInsetByModelsThatAskForIt() {
    FakeNetwork insetting = FakeNetwork.insettingBoxes(0.4);
    Prompt loose = Prompt.box(new Box(4, 8, 44, 48));
    assertThat(iouOf(loose, insetting, TrackerConfig.defaults())).isGreaterThan(0.6);
    assertThat(iouOf(loose, new FakeNetwork(), TrackerConfig.defaults())).isLessThan(0.1);
    assertThat(iouOf(loose, insetting, TrackerConfig.reference(insetting.spec()))).isLessThan(0.1);
  }

  private static double iouOf(Prompt prompt, FakeNetwork network, TrackerConfig config) {
    try (StreamingTracker tracker = new StreamingTracker(network, config)) {
      ObjectId id = tracker.addObject();
      tracker.advance(GreyScene.frame(2));
      MaskLogits logits = tracker.prompt(id, prompt).logits();
      return Resample.bilinearMask(logits, GreyScene.SIZE).iou(GreyScene.truth(0, 2));
    }
  }
}
