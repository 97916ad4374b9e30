package io.masklet.cli.eval;

import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One way through a clip, from the first frame to the last, with a person who clicks on some
 * frames. Clicks on a frame are made one after another, each answered before the next.
 */
final class ClickPass implements AutoCloseable {

  /** What the person does. */
  interface Person {

    /** Clicks made on this frame in an earlier pass; made again, in their order. */
    List<Click> made(int frame);

    /**
     * How many more clicks to make on this frame.
     *
     * @param j of the mask as it is
     */
    int more(int frame, double j);

    /** Hears of the clicks that were made because of {@link #more}. */
    void clicked(int frame, List<Click> clicks);
  }

  private final ObjectClip clip;
  private final Person person;
  private final StreamingTracker tracker;
  private final MaskPostprocessor postprocessor;
  private final ObjectId id;

  private ClickPass(Sam2Network network, ObjectClip clip, Person person) {
    this.clip = clip;
    this.person = person;
    TrackerConfig config = TrackerConfig.defaults();
    this.tracker = new StreamingTracker(network, config);
    this.postprocessor = config.newPostprocessor(network.spec(), false);
    this.id = tracker.addObject();
  }

  /**
   * Goes through the clip.
   *
   * @param cancelled asked before each frame
   * @return a mask a frame; fewer if it was cancelled
   */
  static List<Bitmap> run(
      Sam2Network network, ObjectClip clip, Person person, BooleanSupplier cancelled)
      throws IOException {
    try (FrameSource source = FrameSources.open(clip.pictures().folder());
        ClickPass pass = new ClickPass(network, clip, person)) {
      List<Bitmap> found = new ArrayList<>();
      Frame frame = source.next();
      while (frame != null && !cancelled.getAsBoolean()) {
        try (Frame current = frame) {
          found.add(pass.step(current, found.size()));
        }
        frame = source.next();
      }
      if (frame != null) {
        frame.close();
      }
      return found;
    }
  }

  private Bitmap step(Frame frame, int index) {
    tracker.advance(frame);
    List<Click> clicks = new ArrayList<>();
    for (Click click : person.made(index)) {
      clicks.add(click);
      prompt(clicks);
    }
    Bitmap truth = clip.truth().get(index);
    Bitmap mask = current(frame);
    int more = person.more(index, RegionSimilarity.of(mask, truth));
    List<Click> fresh = new ArrayList<>();
    while (fresh.size() < more) {
      Optional<Click> next = SimulatedAnnotator.next(mask, truth);
      if (next.isEmpty()) {
        break;
      }
      fresh.add(next.get());
      clicks.add(next.get());
      prompt(clicks);
      mask = current(frame);
    }
    if (!fresh.isEmpty()) {
      person.clicked(index, fresh);
    }
    return mask;
  }

  private void prompt(List<Click> clicks) {
    tracker.prompt(id, new Prompt.Points(Optional.empty(), clicks));
  }

  /** The mask as it is now; empty before the first click. */
  private Bitmap current(Frame picture) {
    var found = postprocessor.atVideoSize(tracker.found(), picture);
    return found.isEmpty() ? new Bitmap(picture.size()) : found.get(0).mask();
  }

  @Override
  public void close() {
    tracker.close();
  }
}
