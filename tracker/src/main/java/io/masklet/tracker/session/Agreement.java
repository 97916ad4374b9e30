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
    if (head >= 0 && agrees(chain, chain.older(head))) {
      store.addSplice(chain.nextKey(), new MaskStore.Splice(head, 0));
    } else if (opposite != null && mayRest(chain, opposite) && agrees(chain, opposite)) {
      long agreedWith = store.index().name(opposite.row(chain.frame(chain.length() - 1)));
      store.addSplice(chain.nextKey(), new MaskStore.Splice(MaskStore.Splice.REST, agreedWith));
    } else {
      return;
    }
    chain.extend();
  }

  /** The newest older pass that was not told anything which no longer holds; -1 if none. */
  private int newestThatFits(PassChain chain) throws SessionException {
    List<Integer> heads = store.heads(chain.id());
    for (int i = heads.size() - 1; i >= 0; i--) {
      PassAnchors known = known(heads.get(i), chain.id().direction());
      if (!known.equals(chain.anchors()) && chain.anchors().knowsAllOf(known, chain.nextFrame())) {
        return heads.get(i);
      }
    }
    return -1;
  }

  private PassAnchors known(int head, Direction direction) throws SessionException {
    PassAnchors found = known.get(head);
    if (found == null) {
      found = store.head(head, direction);
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

  private boolean agrees(PassChain chain, PassChain other) throws SessionException {
    for (int back = 1; back <= tolerance.frames(); back++) {
      int position = chain.length() - back;
      if (position < 0 || !chain.isRemembered(position)) {
        return false;
      }
      int row = other.row(chain.frame(position));
      if (row < 0 || !agree(chain.rowAt(position), row)) {
        return false;
      }
    }
    return true;
  }

  private boolean agree(int one, int two) throws SessionException {
    Rle first = store.found(one).mask();
    Rle second = store.found(two).mask();
    Bitmap mask = first.decode();
    return !mask.isEmpty()
        && (first.equals(second) || mask.iou(second.decode()) >= tolerance.iou());
  }
}
