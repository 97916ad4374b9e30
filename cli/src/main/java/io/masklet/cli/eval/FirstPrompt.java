package io.masklet.cli.eval;

import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.frame.Frame;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an object is shown on its first frame.
 *
 * @param init by which sort of prompt
 * @param clicks how many, if by clicks
 */
public record FirstPrompt(Init init, int clicks) implements PromptMaker {

  /** Sorts of prompts. */
  public enum Init {
    /** The truth of the first frame. */
    MASK,
    /** Clicks of the simulated annotator. */
    CLICK,
    /** The smallest box around the truth. */
    BOX
  }

  @Override
  public String toString() {
    return switch (init) {
      case MASK -> "its first mask";
      case BOX -> "a box";
      case CLICK -> clicks == 1 ? "one click" : clicks + " clicks";
    };
  }

  @Override
  public Prompt of(Bitmap truth, Frame frame, Sam2Network network) {
    return switch (init) {
      case MASK -> Prompt.mask(truth);
      case BOX -> Prompt.box(truth.box().orElseThrow());
      case CLICK -> new Prompt.Points(Optional.empty(), clicksFor(truth, frame, network));
    };
  }

  /**
   * Each click goes to the middle of what is still wrong. The answer is asked for with all clicks
   * so far and nothing else, as the run itself will.
   */
  private List<Click> clicksFor(Bitmap truth, Frame frame, Sam2Network network) {
    List<Click> made = new ArrayList<>();
    Bitmap mask = new Bitmap(truth.size());
    TrackerConfig config = TrackerConfig.defaults().overlapping();
    MaskPostprocessor postprocessor = config.newPostprocessor(network.spec(), false);
    try (StreamingTracker tracker = new StreamingTracker(network, config)) {
      for (int i = 0; i < clicks; i++) {
        Optional<Click> next = SimulatedAnnotator.next(mask, truth);
        if (next.isEmpty()) {
          return made;
        }
        made.add(next.get());
        if (i + 1 < clicks) {
          mask = answer(made, frame, tracker, postprocessor);
        }
      }
    }
    return made;
  }

  private static Bitmap answer(
      List<Click> clicks, Frame frame, StreamingTracker tracker, MaskPostprocessor postprocessor) {
    if (clicks.size() == 1) {
      tracker.advance(frame);
    }
    ObjectId fresh = tracker.addObject(); // knows nothing of the answers before
    tracker.prompt(fresh, new Prompt.Points(Optional.empty(), clicks));
    var found = postprocessor.atVideoSize(tracker.found(), frame);
    return found.get(found.size() - 1).mask();
  }
}
