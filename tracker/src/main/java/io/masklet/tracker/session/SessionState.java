package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.tracker.PromptChecks;
import io.masklet.tracker.PromptException;
import io.masklet.tracker.object.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all actions come to: the objects, what the tracker has to follow for them, and the prompts
 * that hold.
 *
 * <p>Objects are made of parts of what the tracker follows. So a swap or a merge needs no tracking
 * at all, and a prompt goes to whatever the tracker follows under the object's name on that frame.
 */
final class SessionState {

  private static final int MAX_NAME_LENGTH = 100;

  private static final class Known {
    private SessionObject seen;
    private final List<Part> parts = new ArrayList<>();

    Known(SessionObject seen) {
      this.seen = seen;
      parts.add(new Part(seen.id(), 0, Long.MAX_VALUE));
    }
  }

  private final Size video;
  private final TreeMap<ObjectId, Known> objects = new TreeMap<>();
  private final TreeMap<Long, TreeMap<ObjectId, Anchor>> anchors = new TreeMap<>();

  private SessionState(Size video) {
    this.video = video;
  }

  /**
   * What the actions come to.
   *
   * @throws SessionException if one of them cannot be; says which
   */
  static SessionState of(Size video, List<Action> actions) throws SessionException {
    SessionState state = new SessionState(video);
    for (Action action : actions) {
      state.apply(action);
    }
    return state;
  }

  /** The objects in the order of their ids. */
  List<SessionObject> objects() {
    return objects.values().stream().map(known -> known.seen).toList();
  }

  /** What makes up an object. */
  List<Part> parts(ObjectId id) {
    Known known = objects.get(id);
    return known == null ? List.of() : List.copyOf(known.parts);
  }

  /** The prompts that hold on a frame, in the order of the tracker's numbers. */
  Collection<Anchor> anchorsAt(long frame) {
    TreeMap<ObjectId, Anchor> here = anchors.get(frame);
    return here == null ? List.of() : here.values();
  }

  /** The prompts that hold for what the tracker follows, in the order of their frames. */
  Map<ObjectId, List<Anchor>> anchorsByTrack() {
    Map<ObjectId, List<Anchor>> byTrack = new TreeMap<>();
    for (TreeMap<ObjectId, Anchor> here : anchors.values()) {
      here.forEach(
          (track, anchor) -> byTrack.computeIfAbsent(track, t -> new ArrayList<>()).add(anchor));
    }
    return byTrack;
  }

  /** Frames with prompts that hold, ascending. */
  List<Long> anchoredFrames() {
    return List.copyOf(anchors.keySet());
  }

  /** The prompt that holds for an object on a frame, or null. */
  @Nullable Anchor anchor(ObjectId id, long frame) {
    return parts(id).stream()
        .filter(part -> part.has(frame))
        .flatMap(part -> anchorsAt(frame).stream().filter(a -> a.track().equals(part.track())))
        .findFirst()
        .orElse(null);
  }

  private void apply(Action action) throws SessionException {
    if (action instanceof Action.AddObject add) {
      add(add);
      return;
    }
    Known known = known(action, action.id());
    if (action instanceof Action.GivePrompt give) {
      give(give, known);
    } else if (action instanceof Action.TakeBackPrompt take) {
      requireFrame(take, take.frame());
      takeBack(take, known);
    } else if (action instanceof Action.ClearObject) {
      clear(known);
    } else if (action instanceof Action.RenameObject rename) {
      requireName(rename, rename.name());
      known.seen = new SessionObject(known.seen.id(), rename.name(), known.seen.rgb());
    } else if (action instanceof Action.RecolourObject recolour) {
      requireColour(recolour, recolour.rgb());
      known.seen = new SessionObject(known.seen.id(), known.seen.name(), recolour.rgb());
    } else if (action instanceof Action.DeleteObject) {
      clear(known);
      objects.remove(action.id());
    } else if (action instanceof Action.MergeObjects merge) {
      merge(merge, known);
    } else if (action instanceof Action.SwapObjects swap) {
      swap(swap, known);
    }
  }

  private void add(Action.AddObject add) throws SessionException {
    requireName(add, add.name());
    requireColour(add, add.rgb());
    if (objects.containsKey(add.id())) {
      throw wrong(add, "there is an object " + add.id() + " already");
    }
    objects.put(add.id(), new Known(new SessionObject(add.id(), add.name(), add.rgb())));
  }

  private void give(Action.GivePrompt give, Known known) throws SessionException {
    requireFrame(give, give.frame());
    try {
      PromptChecks.requireInside(give.prompt(), video);
    } catch (PromptException e) {
      throw wrong(give, String.valueOf(e.getMessage()));
    }
    Part part =
        known.parts.stream()
            .filter(each -> each.has(give.frame()))
            .findFirst()
            .orElseThrow(() -> wrong(give, "the object has no part there"));
    TreeMap<ObjectId, Anchor> here =
        anchors.computeIfAbsent(give.frame(), frame -> new TreeMap<>());
    Anchor before = here.get(part.track());
    Anchor corrected = before == null ? null : before.alone();
    here.put(
        part.track(),
        Anchor.of(give.number(), part.track(), give.frame(), give.prompt(), corrected));
  }

  private void takeBack(Action.TakeBackPrompt take, Known known) throws SessionException {
    Anchor anchor = anchor(known.seen.id(), take.frame());
    if (anchor == null) {
      throw wrong(take, "nothing was given for the object there");
    }
    remove(anchor);
  }

  private void clear(Known known) {
    List<Anchor> gone = new ArrayList<>();
    for (Part part : known.parts) {
      anchors.values().stream()
          .flatMap(here -> here.values().stream())
          .filter(anchor -> anchor.track().equals(part.track()) && part.has(anchor.frame()))
          .forEach(gone::add);
    }
    gone.forEach(this::remove);
  }

  private void remove(Anchor anchor) {
    TreeMap<ObjectId, Anchor> here = anchors.get(anchor.frame());
    if (here != null) {
      here.remove(anchor.track());
      if (here.isEmpty()) {
        anchors.remove(anchor.frame());
      }
    }
  }

  private void merge(Action.MergeObjects merge, Known known) throws SessionException {
    Known other = known(merge, merge.other());
    requireTwo(merge, merge.other());
    known.parts.addAll(other.parts);
    objects.remove(merge.other());
  }

  private void swap(Action.SwapObjects swap, Known known) throws SessionException {
    Known other = known(swap, swap.other());
    requireTwo(swap, swap.other());
    requireFrame(swap, swap.frame());
    List<Part> mine = List.copyOf(known.parts);
    List<Part> theirs = List.copyOf(other.parts);
    exchange(known, mine, theirs, swap.frame());
    exchange(other, theirs, mine, swap.frame());
  }

  private static void exchange(Known object, List<Part> before, List<Part> since, long frame) {
    object.parts.clear();
    before.stream().map(p -> p.before(frame)).filter(p -> !p.isEmpty()).forEach(object.parts::add);
    since.stream().map(p -> p.since(frame)).filter(p -> !p.isEmpty()).forEach(object.parts::add);
    object.parts.sort(Comparator.comparing(Part::from));
  }

  private Known known(Action action, ObjectId id) throws SessionException {
    Known known = objects.get(id);
    if (known == null) {
      throw wrong(action, "there is no object %s; known are %s".formatted(id, objects.keySet()));
    }
    return known;
  }

  private static void requireTwo(Action action, ObjectId other) throws SessionException {
    if (action.id().equals(other)) {
      throw wrong(action, "expected two objects, got " + other + " twice");
    }
  }

  private static void requireFrame(Action action, long frame) throws SessionException {
    if (frame < 0 || frame >= Integer.MAX_VALUE) {
      throw wrong(action, "expected a frame number of 0 or more, got " + frame);
    }
  }

  private static void requireColour(Action action, int rgb) throws SessionException {
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw wrong(action, "expected a colour 0xRRGGBB, got " + Integer.toHexString(rgb));
    }
  }

  private static void requireName(Action action, String name) throws SessionException {
    boolean printable =
        !name.isBlank()
            && name.length() <= MAX_NAME_LENGTH
            && name.codePoints().noneMatch(Character::isISOControl);
    if (!printable) {
      throw wrong(
          action, "expected a name of 1 to %d printable characters".formatted(MAX_NAME_LENGTH));
    }
  }

  private static SessionException wrong(Action action, String found) {
    return new SessionException(
        SessionException.Kind.WRONG_EDIT,
        "Action %d of the session (%s, object %s): %s. Nothing was changed; 'masklet session status' lists objects and prompts."
            .formatted(action.number(), action.verb(), action.id(), found));
  }
}
