package io.masklet.tracker.pipeline;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      object.requireInside(video);
      ObjectId id = tracker.addObject();
      for (TimedPrompt timed : object.prompts()) {
        waiting.add(new Entry(id, object.name(), timed));
      }
    }
  }

  /**
   * Gives the tracker the prompts meant for the frame it was advanced to. However the frame was
   * named, what an object got on it is one prompt: the mask first, then the last box with all
   * clicks.
   *
   * @param endUs time at which the frame after it is shown, or would be
   */
  void apply(StreamingTracker tracker, Frame frame, boolean isFirst, long endUs) {
    Map<ObjectId, List<Entry>> due = new LinkedHashMap<>();
    for (Entry entry : List.copyOf(waiting)) {
      if (entry.timed.when().means(frame, isFirst, endUs)) {
        due.computeIfAbsent(entry.id, id -> new ArrayList<>()).add(entry);
        waiting.remove(entry);
      }
    }
    due.forEach((id, entries) -> apply(tracker, id, entries));
  }

  private void apply(StreamingTracker tracker, ObjectId id, List<Entry> entries) {
    Optional<Box> box = Optional.empty();
    List<Click> clicks = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.timed.prompt() instanceof Prompt.Points points) {
        box = points.box().isPresent() ? points.box() : box;
        clicks.addAll(points.clicks());
      } else {
        tracker.prompt(id, entry.timed.prompt());
      }
    }
    if (box.isPresent() || !clicks.isEmpty()) {
      TrackedObject found = tracker.prompt(id, new Prompt.Points(box, clicks));
      if (isEmpty(found)) {
        foundNothing.add(entries.get(0).toString());
      }
    }
  }

  private static boolean isEmpty(TrackedObject found) {
    for (float logit : found.logits().values()) {
      if (logit > 0) {
        return false;
      }
    }
    return true;
  }

  List<String> foundNothing() {
    return foundNothing;
  }

  /** The prompts whose frame never came. */
  List<String> unreached() {
    return waiting.stream().map(Entry::toString).toList();
  }
}
