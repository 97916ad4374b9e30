package io.masklet.tracker.pipeline;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.tracker.PromptChecks;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prompts of a plan, given to the tracker when their frame comes. Used once. */
final class PromptSchedule {

  private record Entry(ObjectId id, String name, TimedPrompt timed) {
    @Override
    public String toString() {
      return "'%s' at %s".formatted(name, timed.when());
    }
  }

  private final List<Entry> waiting = new ArrayList<>();
  private final List<String> foundNothing = new ArrayList<>();

  /**
   * Registers every object of the plan with the tracker.
   *
   * @throws PromptException if a prompt does not fit the video
   */
  PromptSchedule(List<PlannedObject> plan, Size video, StreamingTracker tracker) {
    for (PlannedObject object : plan) {
      ObjectId id = tracker.addObject();
      for (TimedPrompt timed : object.prompts()) {
        requireInside(object, timed, video);
        waiting.add(new Entry(id, object.name(), timed));
      }
    }
  }

  private static void requireInside(PlannedObject object, TimedPrompt timed, Size video) {
    try {
      PromptChecks.requireInside(timed.prompt(), video);
    } catch (PromptException e) {
      throw new PromptException(
          "Object '%s' at %s: %s.".formatted(object.name(), timed.when(), e.getMessage()));
    }
  }

  /** Gives the tracker the prompts meant for the frame it was advanced to. */
  void apply(
      StreamingTracker tracker, Frame frame, boolean isFirst, @Nullable Long nextTimestampUs) {
    for (Entry entry : List.copyOf(waiting)) {
      if (entry.timed.when().means(frame, isFirst, nextTimestampUs)) {
        TrackedObject found = tracker.prompt(entry.id, entry.timed.prompt());
        if (!found.present()) {
          foundNothing.add(entry.toString());
        }
        waiting.remove(entry);
      }
    }
  }

  List<String> foundNothing() {
    return foundNothing;
  }

  /** The prompts whose frame never came. */
  List<String> unreached() {
    return waiting.stream().map(Entry::toString).toList();
  }
}
