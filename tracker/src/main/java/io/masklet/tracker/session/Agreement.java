package io.masklet.tracker.session;

import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.memory.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks after each frame of a pass whether it has come back to what was there before: to what an
 * older pass found, or, between two prompts, to what the other direction found. Then the rest need
 * not be tracked.
 *
 * <p>All it looks at is on disk, so that a run that was interrupted decides as one that was not.
 */
final class Agreement {

  private final MaskStore store;
  private final Tolerance tolerance;
  private final Map<Integer, PassAnchors> known = new HashMap<>();

  Agreement(MaskStore store, Tolerance tolerance) {
    this.store = store;
    this.tolerance = tolerance;
  }

  /**
   * Decides whether the pass goes on with other records, and notes it.
   *
   * @param chain whose next frame would have to be tracked
   * @param opposite the object's other pass, as far as it holds; null if there is none
   */
  void consider(PassChain chain, @Nullable PassChain opposite) throws SessionException {
    int head = newestThatFits(chain);
    double iou = head >= 0 ? agreement(chain, chain.older(head)) : 0;
    if (iou > 0) {
      store.junctions().addSplice(chain.nextKey(), new Junctions.Splice(head, 0, iou));
      chain.extend();
      return;
    }
    iou = opposite != null && mayRest(chain, opposite) ? agreement(chain, opposite) : 0;
    if (opposite != null && iou > 0) {
      long agreedWith = store.index().name(opposite.row(chain.frame(chain.length() - 1)));
      store
          .junctions()
          .addSplice(chain.nextKey(), new Junctions.Splice(Junctions.Splice.REST, agreedWith, iou));
      chain.extend();
    }
  }

  /**
   * The newest older pass that was not told anything which no longer holds, and knew all that comes
   * into sight; -1 if none.
   */
  private int newestThatFits(PassChain chain) throws SessionException {
    PassAnchors anchors = chain.anchors();
    long frame = chain.nextFrame();
    List<Integer> heads = store.junctions().heads(chain.id());
    for (int i = heads.size() - 1; i >= 0; i--) {
      PassAnchors known = known(heads.get(i), chain.id().direction());
      if (!known.equals(anchors)
          && anchors.looksAheadAs(known, frame)
          && anchors.knowsAllOf(known, frame)) {
        return heads.get(i);
      }
    }
    return -1;
  }

  private PassAnchors known(int head, Direction direction) throws SessionException {
    PassAnchors found = known.get(head);
    if (found == null) {
      found = store.junctions().head(head, direction);
      known.put(head, found);
    }
    return found;
  }

  /** Only a backward pass rests, and only where the forward pass has found something. */
  private static boolean mayRest(PassChain chain, PassChain opposite) {
    Long stop = chain.anchors().next(chain.frame(chain.length() - 1));
    return chain.id().direction() == Direction.BACKWARD
        && stop != null
        && stop < chain.nextFrame()
        && opposite.position(stop) >= 0;
  }

  /** The worst of the last IoUs; 0 if one of them is not within the tolerance. */
  private double agreement(PassChain chain, PassChain other) throws SessionException {
    double worst = 1;
    for (int back = 1; back <= Tolerance.FRAMES; back++) {
      int position = chain.length() - back;
      if (position < 0 || !chain.isRemembered(position)) {
        return 0;
      }
      int row = other.row(chain.frame(position));
      worst = row < 0 ? 0 : Math.min(worst, iou(chain.rowAt(position), row));
      if (worst < tolerance.iou()) {
        return 0;
      }
    }
    return worst;
  }

  private double iou(int one, int two) throws SessionException {
    Rle first = store.found(one).mask();
    Rle second = store.found(two).mask();
    Bitmap mask = first.decode();
    if (mask.isEmpty()) {
      return 0;
    }
    return first.equals(second) ? 1 : mask.iou(second.decode());
  }
}
