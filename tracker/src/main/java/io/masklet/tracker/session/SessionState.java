package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.tracker.object.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final Size video;
  private final TreeMap<ObjectId, ObjectParts> objects = new TreeMap<>();
  private final Anchors anchors = new Anchors();

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
    return objects.values().stream().map(ObjectParts::seen).toList();
  }

  /** What makes up an object. */
  List<Part> parts(ObjectId id) {
    ObjectParts known = objects.get(id);
    return known == null ? List.of() : known.parts();
  }

  /** The prompts that hold for what the tracker follows, in the order of their frames. */
  Map<ObjectId, List<Anchor>> anchorsByTrack() {
    return anchors.byTrack();
  }

  /** Frames with prompts that hold, ascending. */
  List<Long> anchoredFrames() {
    return anchors.frames();
  }

  /** The prompt that holds for an object on a frame, or null. */
  @Nullable Anchor anchor(ObjectId id, long frame) {
    return parts(id).stream()
        .filter(part -> part.has(frame))
        .map(part -> anchors.at(frame, part.track()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void apply(Action action) throws SessionException {
    if (action instanceof Action.AddObject add) {
      add(add);
      return;
    }
    ObjectParts known = known(action, action.id());
    if (action instanceof Action.GivePrompt give) {
      give(give, known);
    } else if (action instanceof Action.TakeBackPrompt take) {
      takeBack(take);
    } else if (action instanceof Action.ClearObject) {
      known.parts().forEach(anchors::clear);
    } else if (action instanceof Action.RenameObject rename) {
      ActionChecks.requireName(rename, rename.name());
      known.rename(rename.name());
    } else if (action instanceof Action.RecolourObject recolour) {
      ActionChecks.requireColour(recolour, recolour.rgb());
      known.recolour(recolour.rgb());
    } else if (action instanceof Action.DeleteObject) {
      known.parts().forEach(anchors::clear);
      objects.remove(action.id());
    } else if (action instanceof Action.MergeObjects merge) {
      known.absorb(other(merge, merge.other()));
      objects.remove(merge.other());
    } else if (action instanceof Action.SwapObjects swap) {
      ObjectParts other = other(swap, swap.other());
      ActionChecks.requireFrame(swap, swap.frame());
      known.swap(other, swap.frame());
    }
  }

  private void add(Action.AddObject add) throws SessionException {
    ActionChecks.requireName(add, add.name());
    ActionChecks.requireColour(add, add.rgb());
    if (objects.containsKey(add.id())) {
      throw ActionChecks.wrong(add, "there is an object " + add.id() + " already");
    }
    objects.put(add.id(), new ObjectParts(new SessionObject(add.id(), add.name(), add.rgb())));
  }

  private void give(Action.GivePrompt give, ObjectParts known) throws SessionException {
    ActionChecks.requireInside(give, video);
    Part part =
        known
            .at(give.frame())
            .orElseThrow(() -> ActionChecks.wrong(give, "the object has no part there"));
    Anchor before = anchors.at(give.frame(), part.track());
    Anchor corrected = before == null ? null : before.alone();
    anchors.put(Anchor.of(give.number(), part.track(), give.frame(), give.prompt(), corrected));
  }

  private void takeBack(Action.TakeBackPrompt take) throws SessionException {
    ActionChecks.requireFrame(take, take.frame());
    Anchor anchor = anchor(take.id(), take.frame());
    if (anchor == null) {
      throw ActionChecks.wrong(take, "nothing was given for the object there");
    }
    anchors.remove(anchor);
  }

  private ObjectParts known(Action action, ObjectId id) throws SessionException {
    ObjectParts known = objects.get(id);
    if (known == null) {
      throw ActionChecks.wrong(
          action, "there is no object %s; known are %s".formatted(id, objects.keySet()));
    }
    return known;
  }

  private ObjectParts other(Action action, ObjectId id) throws SessionException {
    ObjectParts other = known(action, id);
    if (action.id().equals(id)) {
      throw ActionChecks.wrong(action, "expected two objects, got " + id + " twice");
    }
    return other;
  }
}
