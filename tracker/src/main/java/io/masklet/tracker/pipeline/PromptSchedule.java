package io.masklet.tracker.pipeline;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The prompts of a plan, handed out when their frame comes. Used once. */
final class PromptSchedule {

  private record Entry(ObjectId id, String name, TimedPrompt timed) {
    @Override
    public String toString() {
      return "'%s' at %s".formatted(name, timed.when());
    }
  }

  /**
   * What an object gets on one frame.
   *
   * @param prompts to be followed in this order: the masks first, then the last box with all clicks
   * @param name of the first of them, for people
   */
  record Due(ObjectId id, List<Prompt> prompts, String name) {}

  private final List<Entry> waiting = new ArrayList<>();
  private final List<String> foundNothing = new ArrayList<>();

  /**
   * Registers every object of the plan.
   *
   * @param addObject gives each its id
   * @throws PromptException if a prompt does not fit the video
   */
  PromptSchedule(List<PlannedObject> plan, Size video, Supplier<ObjectId> addObject) {
    for (PlannedObject object : plan) {
      object.requireInside(video);
      ObjectId id = addObject.get();
      for (TimedPrompt timed : object.prompts()) {
        waiting.add(new Entry(id, object.name(), timed));
      }
    }
  }

  /**
   * Takes out the prompts meant for a frame. However the frame was named, what an object got on it
   * is one prompt.
   */
  List<Due> due(RangeReader.Shown shown) {
    Map<ObjectId, List<Entry>> due = new LinkedHashMap<>();
    for (Entry entry : List.copyOf(waiting)) {
      if (entry.timed.when().means(shown.frame(), shown.isFirst(), shown.endUs())) {
        due.computeIfAbsent(entry.id, id -> new ArrayList<>()).add(entry);
        waiting.remove(entry);
      }
    }
    return due.entrySet().stream()
        .map(
            each ->
                new Due(each.getKey(), joined(each.getValue()), each.getValue().get(0).toString()))
        .toList();
  }

  private static List<Prompt> joined(List<Entry> entries) {
    Optional<Box> box = Optional.empty();
    List<Click> clicks = new ArrayList<>();
    List<Prompt> prompts = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.timed.prompt() instanceof Prompt.Points points) {
        box = points.box().isPresent() ? points.box() : box;
        clicks.addAll(points.clicks());
      } else {
        prompts.add(entry.timed.prompt());
      }
    }
    if (box.isPresent() || !clicks.isEmpty()) {
      prompts.add(new Prompt.Points(box, clicks));
    }
    return prompts;
  }

  /** Notes what came of a prompt; an empty mask that a person gave is no surprise. */
  void note(Due due, Prompt prompt, TrackedObject found) {
    if (prompt instanceof Prompt.Points && isEmpty(found)) {
      foundNothing.add(due.name);
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
