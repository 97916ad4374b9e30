package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of a session as they were when this was made; objects made of what was tracked. */
final class HeldResults implements SessionResults {

  private final SessionState state;
  private final MaskStore store;
  private final Chain chain;
  private final Size videoSize;

  HeldResults(SessionState state, MaskStore store, Chain chain, Size videoSize) {
    this.state = state;
    this.store = store;
    this.chain = chain;
    this.videoSize = videoSize;
    chain.extend();
  }

  @Override
  public Size videoSize() {
    return videoSize;
  }

  @Override
  public List<SessionObject> objects() {
    return state.objects();
  }

  @Override
  public long frameCount() {
    return Math.min(chain.length(), store.videoFrames().orElse(Long.MAX_VALUE));
  }

  @Override
  public boolean isComplete() {
    return store.videoFrames().isPresent() && frameCount() == store.videoFrames().getAsLong();
  }

  @Override
  public FrameResult at(long frame) throws SessionException {
    FrameResult tracked = store.frame(chain.row(Math.toIntExact(frame)), videoSize);
    List<ObjectResult> objects = new ArrayList<>();
    for (SessionObject object : state.objects()) {
      ObjectResult result = null;
      for (Part part : state.parts(object.id())) {
        if (part.has(frame)) {
          result = united(object, result, find(tracked, part));
        }
      }
      if (result != null) {
        objects.add(result);
      }
    }
    return new FrameResult(frame, tracked.timestampUs(), objects);
  }

  private static @Nullable ObjectResult find(FrameResult tracked, Part part) {
    return tracked.objects().stream()
        .filter(each -> each.id().equals(part.track()))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable ObjectResult united(
      SessionObject object, @Nullable ObjectResult one, @Nullable ObjectResult other) {
    if (other == null) {
      return one;
    }
    ObjectResult surer = one == null || other.objectScore() > one.objectScore() ? other : one;
    Rle mask = one == null ? other.mask() : union(one.mask(), other.mask());
    boolean prompted = other.prompted() || (one != null && one.prompted());
    return new ObjectResult(
        object.id(), mask, surer.objectScore(), surer.predictedIou(), surer.signals(), prompted);
  }

  private static Rle union(Rle one, Rle other) {
    Bitmap both = one.decode();
    Bitmap more = other.decode();
    for (int y = 0; y < more.size().heightPx(); y++) {
      for (int x = more.nextSetInRow(0, y); x >= 0; x = more.nextSetInRow(x + 1, y)) {
        both.set(x, y, true);
      }
    }
    return Rle.encode(both);
  }
}
