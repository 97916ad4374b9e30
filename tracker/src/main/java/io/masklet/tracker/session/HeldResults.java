package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.PixelOwners;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.object.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The results of a session as they were when this was made; objects made of what was tracked. */
final class HeldResults implements SessionResults {

  private final SessionState state;
  private final MaskStore store;
  private final Size video;
  private final boolean nonOverlapping;
  private final Map<ObjectId, TrackResults> tracks = new TreeMap<>();
  private final long frameCount;

  /**
   * @param start name of what everything starts from
   * @param leastIou how well masks have to have agreed where a pass goes on with what it did not
   *     find itself, see {@link PassChain#EXACT}
   */
  HeldResults(
      SessionState state,
      MaskStore store,
      long start,
      Size video,
      TrackerConfig config,
      double leastIou)
      throws SessionException {
    this.state = state;
    this.store = store;
    this.video = video;
    this.nonOverlapping = config.nonOverlapping();
    for (Map.Entry<ObjectId, List<Anchor>> each : state.anchorsByTrack().entrySet()) {
      List<Anchor> anchors =
          each.getValue().stream().filter(anchor -> anchor.frame() < end()).toList();
      TrackPasses passes = TrackPasses.of(each.getKey(), anchors, store, start, leastIou);
      tracks.put(
          each.getKey(), new TrackResults(anchors, passes, store, video, config.fillHoleAreaPx()));
    }
    long held = 0;
    while (holds(held)) {
      held++;
    }
    this.frameCount = held;
  }

  private long end() {
    return store.frames().end();
  }

  @Override
  public Size videoSize() {
    return video;
  }

  @Override
  public List<SessionObject> objects() {
    return state.objects();
  }

  @Override
  public long frameCount() {
    return frameCount;
  }

  @Override
  public boolean isComplete() {
    return frameCount == end();
  }

  @Override
  public boolean holds(long frame) {
    return frame >= 0
        && frame < store.frames().count()
        && tracks.values().stream().allMatch(track -> track.holds(frame));
  }

  @Override
  public FrameResult at(long frame) throws SessionException {
    if (!holds(frame)) {
      throw new IndexOutOfBoundsException(
          "frame %d has no results that hold; see holds()".formatted(frame));
    }
    Map<ObjectId, TrackResults.Seen> seen = new TreeMap<>();
    for (Map.Entry<ObjectId, TrackResults> each : tracks.entrySet()) {
      TrackResults.Seen found = each.getValue().at(frame);
      if (found != null) {
        seen.put(each.getKey(), found);
      }
    }
    if (nonOverlapping) {
      separate(List.copyOf(seen.values()));
    }
    List<ObjectResult> objects = new ArrayList<>();
    for (SessionObject object : state.objects()) {
      ObjectResult result = made(object, frame, seen);
      if (result != null) {
        objects.add(result);
      }
    }
    return new FrameResult(frame, store.frames().times().timestampUs(frame), objects);
  }

  /** Takes pixels that several claim from all but the surest; what a person gave comes first. */
  private void separate(List<TrackResults.Seen> seen) {
    PixelOwners owners = null;
    for (int i = 0; i < seen.size(); i++) {
      for (int j = i + 1; j < seen.size(); j++) {
        if (seen.get(i).mask().intersectionPx(seen.get(j).mask()) > 0) {
          owners = owners == null ? owners(seen) : owners;
          separate(seen.get(i).mask(), owners.maskOf(i), seen.get(j).mask(), owners.maskOf(j));
        }
      }
    }
  }

  private PixelOwners owners(List<TrackResults.Seen> seen) {
    PixelOwners owners = new PixelOwners(video);
    for (int i = 0; i < seen.size(); i++) {
      owners.claim(i, seen.get(i).logits(), seen.get(i).prompted());
    }
    return owners;
  }

  private static void separate(Bitmap first, Bitmap firstOwns, Bitmap second, Bitmap secondOwns) {
    for (int y = 0; y < first.size().heightPx(); y++) {
      for (int x = first.nextSetInRow(0, y); x >= 0; x = first.nextSetInRow(x + 1, y)) {
        if (second.get(x, y)) {
          boolean goesToSecond = secondOwns.get(x, y) && !firstOwns.get(x, y);
          (goesToSecond ? first : second).set(x, y, false);
        }
      }
    }
  }

  private @Nullable ObjectResult made(
      SessionObject object, long frame, Map<ObjectId, TrackResults.Seen> seen) {
    ObjectResult result = null;
    for (Part part : state.parts(object.id())) {
      TrackResults.Seen found = part.has(frame) ? seen.get(part.track()) : null;
      if (found != null) {
        result = united(object, result, found);
      }
    }
    return result;
  }

  private static ObjectResult united(
      SessionObject object, @Nullable ObjectResult one, TrackResults.Seen other) {
    Rle mask = Rle.encode(other.mask());
    if (one == null) {
      return new ObjectResult(
          object.id(),
          mask,
          other.objectScore(),
          other.predictedIou(),
          other.signals(),
          other.prompted());
    }
    boolean surer = other.objectScore() > one.objectScore();
    return new ObjectResult(
        object.id(),
        union(one.mask(), other.mask()),
        surer ? other.objectScore() : one.objectScore(),
        surer ? other.predictedIou() : one.predictedIou(),
        surer ? other.signals() : one.signals(),
        one.prompted() || other.prompted());
  }

  private static Rle union(Rle one, Bitmap more) {
    Bitmap both = one.decode();
    for (int y = 0; y < more.size().heightPx(); y++) {
      for (int x = more.nextSetInRow(0, y); x >= 0; x = more.nextSetInRow(x + 1, y)) {
        both.set(x, y, true);
      }
    }
    return Rle.encode(both);
  }
}
