package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.FakeNetwork;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoTrackerTest {

  /** The fake network sees cells of 8 video pixels; a 24 px square can be off by half a cell. */
  private static final double COARSE = 0.55;

  private static final int FRAMES = 20;

  private final FakeNetwork network = new FakeNetwork();

  @Test
  void propagate_forwardOnly_isWhatTheStreamingTrackerDoes() throws VideoException {
    TrackerConfig config = TrackerConfig.defaults();
    VideoTracker video = tracker(config);
    ObjectId square = video.addObject();
    video.prompt(0, square, clickOn(0, 0));
    List<TrackedFrame> found = propagate(video, Walk.forward().atMost(9));
    found.set(9, video.prompt(9, square, clickOn(0, 9)));
    List<TrackedFrame> rest = propagate(video, Walk.forward().from(9));
    found.addAll(rest.subList(1, rest.size()));
    try (StreamingTracker stream = new StreamingTracker(network, config)) {
      ObjectId same = stream.addObject();
      for (int i = 0; i < FRAMES; i++) {
        stream.advance(GreyScene.frame(i));
        if (i == 0 || i == 9) {
          stream.prompt(same, clickOn(0, i));
        }
        requireSame(found.get(i), stream.found());
      }
    }
  }

  @Test
  void propagate_backward_findsTheObjectInEarlierFrames() throws VideoException {
    VideoTracker tracker = tracker(TrackerConfig.defaults());
    ObjectId square = tracker.addObject();
    tracker.prompt(12, square, clickOn(1, 12));
    List<TrackedFrame> found = propagate(tracker, Walk.backward());
    assertThat(found).extracting(TrackedFrame::index).startsWith(12L, 11L, 10L).endsWith(0L);
    for (TrackedFrame frame : found) {
      assertThat(iou(frame, 0, 1)).as("frame %d", frame.index()).isGreaterThan(COARSE);
    }
  }

  @Test
  void propagate_backwardFromTheFirstFrame_hasNothingToDo() throws VideoException {
    VideoTracker tracker = tracker(TrackerConfig.defaults());
    tracker.prompt(0, tracker.addObject(), clickOn(0, 0));
    assertThat(propagate(tracker, Walk.backward())).isEmpty();
  }

  @Test
  void prompt_correctionOfATrackedFrame_holdsHoweverOftenItIsPropagated() throws VideoException {
    VideoTracker tracker = corrected(TrackerConfig.defaults());
    propagate(tracker, Walk.forward());
    propagate(tracker, Walk.forward());
    assertThat(iou(tracker.found(5), 0, 1)).isGreaterThan(COARSE);
    assertThat(iou(tracker.found(6), 0, 1)).as("and leads on").isGreaterThan(COARSE);
  }

  @Test
  void prompt_correctionWithTheReferencesPolicy_isOverwritten() throws VideoException {
    VideoTracker tracker = corrected(TrackerConfig.reference(network.spec()));
    assertThat(iou(tracker.found(5), 0, 1)).as("seen once").isGreaterThan(COARSE);
    propagate(tracker, Walk.forward());
    assertThat(iou(tracker.found(5), 0, 0)).as("then lost").isGreaterThan(COARSE);
  }

  /** The first square tracked, then a click on the second in frame 5. */
  private VideoTracker corrected(TrackerConfig config) throws VideoException {
    VideoTracker tracker = tracker(config);
    ObjectId square = tracker.addObject();
    tracker.prompt(0, square, clickOn(0, 0));
    propagate(tracker, Walk.forward());
    tracker.prompt(5, square, clickOn(1, 5));
    return tracker;
  }

  @Test
  void propagate_objectPromptedLater_isNotTrackedBefore() throws VideoException {
    VideoTracker tracker = tracker(TrackerConfig.defaults());
    ObjectId first = tracker.addObject();
    tracker.prompt(0, first, clickOn(0, 0));
    propagate(tracker, Walk.forward().atMost(8));
    ObjectId late = tracker.addObject();
    tracker.prompt(4, late, clickOn(1, 4));
    propagate(tracker, Walk.forward());
    assertThat(tracker.found(3).objects()).extracting(TrackedObject::id).containsExactly(first);
    assertThat(tracker.found(5).objects())
        .extracting(TrackedObject::id)
        .containsExactly(first, late);
  }

  @Test
  void unprompt_leavesNothingOfThePrompt() throws VideoException {
    VideoTracker tracker = corrected(TrackerConfig.defaults());
    ObjectId square = tracker.found(5).objects().get(0).id();
    assertThat(tracker.unprompt(5, square).objects()).isEmpty();
    propagate(tracker, Walk.forward());
    assertThat(iou(tracker.found(5), 0, 0)).isGreaterThan(COARSE);
    assertThat(iou(tracker.found(9), 0, 0)).isGreaterThan(COARSE);
  }

  @Test
  void unprompt_ofAFrameWithoutPrompt_changesNothing() throws VideoException {
    VideoTracker tracker = corrected(TrackerConfig.defaults());
    ObjectId square = tracker.found(5).objects().get(0).id();
    assertThat(tracker.unprompt(3, square).objects()).hasSize(1);
  }

  @Test
  void removeObject_showsTheFramesItWasPromptedOnWithoutIt() throws VideoException {
    VideoTracker tracker = tracker(TrackerConfig.defaults());
    ObjectId first = tracker.addObject();
    ObjectId second = tracker.addObject();
    tracker.prompt(0, first, clickOn(0, 0));
    tracker.prompt(0, second, clickOn(1, 0));
    List<TrackedFrame> updated = tracker.removeObject(first);
    assertThat(updated).hasSize(1);
    assertThat(updated.get(0).objects()).extracting(TrackedObject::id).containsExactly(second);
    tracker.removeObject(second);
    assertThatThrownBy(() -> propagate(tracker, Walk.forward()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("prompt one");
  }

  @Test
  void addObject_onceSharedFramesAreTracked_isRefused() throws VideoException {
    Policy shared = new Policy(false, true, true, true);
    VideoTracker tracker = tracker(TrackerConfig.defaults().with(shared));
    tracker.prompt(0, tracker.addObject(), clickOn(0, 0));
    propagate(tracker, Walk.forward());
    assertThatThrownBy(tracker::addObject)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before the first propagation");
    tracker.reset();
    assertThat(tracker.addObject().value()).isEqualTo(2);
  }

  @Test
  void propagate_visitorSaysStop_stops() throws VideoException {
    VideoTracker tracker = tracker(TrackerConfig.defaults());
    tracker.prompt(0, tracker.addObject(), clickOn(0, 0));
    List<Long> seen = new ArrayList<>();
    tracker.propagate(
        Walk.forward(),
        frame -> {
          seen.add(frame.index());
          return seen.size() < 3;
        });
    assertThat(seen).containsExactly(0L, 1L, 2L);
    assertThat(tracker.found(3).objects()).isEmpty();
  }

  @Test
  void prompt_onAFrameThereIsNot_isRefusedWithBoth() {
    VideoTracker tracker = tracker(TrackerConfig.defaults());
    ObjectId id = tracker.addObject();
    assertThatThrownBy(() -> tracker.prompt(20, id, clickOn(0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame 20")
        .hasMessageContaining("20 frames");
    assertThatThrownBy(() -> tracker.prompt(0, id, Prompt.clicks(Click.positive(500, 1))))
        .isInstanceOf(PromptException.class);
  }

  @Test
  void propagate_releasesTheFeaturesOfEveryFrame() throws VideoException {
    TrackerConfig config = TrackerConfig.defaults();
    try (EncodedVideo video = new EncodedVideo(network, new GreyFrames(FRAMES), config.policy())) {
      VideoTracker tracker = new VideoTracker(network, video, config);
      tracker.prompt(0, tracker.addObject(), clickOn(0, 0));
      propagate(tracker, Walk.forward());
      assertThat(network.encodedImages()).isEqualTo(FRAMES);
      assertThat(network.openFeatures()).isEqualTo(1);
    }
    assertThat(network.openFeatures()).isZero();
  }

  private VideoTracker tracker(TrackerConfig config) {
    return new VideoTracker(
        network, new EncodedVideo(network, new GreyFrames(FRAMES), config.policy()), config);
  }

  private static List<TrackedFrame> propagate(VideoTracker tracker, Walk walk)
      throws VideoException {
    List<TrackedFrame> frames = new ArrayList<>();
    tracker.propagate(walk, frames::add);
    return frames;
  }

  private static Prompt clickOn(int row, int index) {
    return Prompt.clicks(Click.positive(GreyScene.centreX(row, index), GreyScene.centreY(row)));
  }

  private static double iou(TrackedFrame found, int slot, int row) {
    List<MaskObservation> seen = new MaskPostprocessor(false, false).atVideoSize(found);
    Bitmap truth = GreyScene.truth(row, found.index());
    return seen.get(slot).mask().iou(truth);
  }

  private static void requireSame(TrackedFrame video, TrackedFrame stream) {
    assertThat(video.objects()).hasSameSizeAs(stream.objects());
    for (int i = 0; i < video.objects().size(); i++) {
      TrackedObject one = video.objects().get(i);
      TrackedObject other = stream.objects().get(i);
      assertThat(one.logits().values()).isEqualTo(other.logits().values());
      assertThat(one.objectScore()).isEqualTo(other.objectScore());
      assertThat(one.prompted()).isEqualTo(other.prompted());
    }
  }
}
