package io.masklet.tracker.session;

import io.masklet.tracker.object.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The prompts that hold: at most one a frame and track. */
final class Anchors {

  private final TreeMap<Long, TreeMap<ObjectId, Anchor>> byFrame = new TreeMap<>();

  /** The one for what the tracker follows under a number, or null. */
  @Nullable Anchor at(long frame, ObjectId track) {
    TreeMap<ObjectId, Anchor> here = byFrame.get(frame);
    return here == null ? null : here.get(track);
  }

  /** Adds one in place of that on its frame. */
  void put(Anchor anchor) {
    byFrame.computeIfAbsent(anchor.frame(), frame -> new TreeMap<>()).put(anchor.track(), anchor);
  }

  void remove(Anchor anchor) {
    TreeMap<ObjectId, Anchor> here = byFrame.get(anchor.frame());
    if (here != null) {
      here.remove(anchor.track());
      if (here.isEmpty()) {
        byFrame.remove(anchor.frame());
      }
    }
  }

  /** Removes all of a part. */
  void clear(Part part) {
    byFrame.values().stream()
        .flatMap(here -> here.values().stream())
        .filter(anchor -> anchor.track().equals(part.track()) && part.has(anchor.frame()))
        .toList()
        .forEach(this::remove);
  }

  /** By what the tracker follows, each in the order of their frames. */
  Map<ObjectId, List<Anchor>> byTrack() {
    Map<ObjectId, List<Anchor>> byTrack = new TreeMap<>();
    for (TreeMap<ObjectId, Anchor> here : byFrame.values()) {
      here.forEach(
          (track, anchor) -> byTrack.computeIfAbsent(track, t -> new ArrayList<>()).add(anchor));
    }
    return byTrack;
  }

  /** Their frames, ascending. */
  List<Long> frames() {
    return List.copyOf(byFrame.keySet());
  }
}
