package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.PassTracker;
import io.masklet.tracker.image.MaskEdges;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows a prompt for the first time: goes to its frame on the pass that knows everything that was
 * said before it, so that the prompt corrects what a person saw, and keeps what comes of it.
 */
final class AnchorFollower implements Traveller {

  private final Anchor anchor;
  private final @Nullable Pass pass;
  private final PassTracker tracker;
  private final MaskStore store;
  private final int fillHoleAreaPx;
  private @Nullable ObjectTrack track;
  private boolean done;

  /**
   * @param pass which leads to the frame; null if nothing was said before
   */
  AnchorFollower(
      Anchor anchor,
      @Nullable Pass pass,
      PassTracker tracker,
      MaskStore store,
      int fillHoleAreaPx) {
    this.anchor = anchor;
    this.pass = pass;
    this.tracker = tracker;
    this.store = store;
    this.fillHoleAreaPx = fillHoleAreaPx;
  }

  Direction direction() {
    return pass == null ? Direction.FORWARD : pass.chain().id().direction();
  }

  /** How often the object was tracked on the way. */
  long tracked() {
    return pass == null ? 0 : pass.tracked();
  }

  private boolean isThere() {
    return pass == null || pass.chain().length() >= pass.chain().position(anchor.frame());
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public long nextFrame() {
    return pass == null || isThere() ? anchor.frame() : pass.nextFrame();
  }

  @Override
  public void prepare() throws VideoException, SessionException {
    if (pass != null && !isThere()) {
      pass.prepare();
    } else if (track == null) {
      track =
          pass == null
              ? new ObjectTrack(anchor.track())
              : pass.before(pass.chain().position(anchor.frame()));
    }
  }

  @Override
  public void step(Frame picture, ImageFeatures features, MaskEdges edges)
      throws VideoException, SessionException {
    if (pass != null && !isThere()) {
      pass.step(picture, features, edges);
    } else {
      follow(picture, features, edges, Objects.requireNonNull(track));
      done = true;
    }
  }

  private void follow(Frame picture, ImageFeatures features, MaskEdges edges, ObjectTrack object)
      throws SessionException {
    long frame = anchor.frame();
    tracker.find(features, object, frame, direction());
    if (anchor.corrected() != null) {
      startFrom(anchor.corrected(), picture, features, object);
    }
    TrackStep step = tracker.prompt(picture, features, object, anchor.prompt(), frame);
    Rle mask =
        anchor.prompt() instanceof Prompt.Mask given
            ? Rle.encode(given.mask()) // a person's own mask is not drawn anew
            : Rle.encode(edges.mask(step.shown(), true));
    int fillAreaPx = anchor.prompt() instanceof Prompt.Points ? fillHoleAreaPx : 0;
    store.accept(anchor, new MaskStore.Accepted(step, mask), fillAreaPx);
  }

  /** The mask so far helps; clicks that were never followed are among the later ones. */
  private void startFrom(
      Anchor corrected, Frame picture, ImageFeatures features, ObjectTrack object)
      throws SessionException {
    MaskStore.Accepted before = store.accepted(corrected.name());
    if (before != null) {
      object.setPending(anchor.frame(), before.step(), true);
    } else if (corrected.prompt() instanceof Prompt.Mask) {
      tracker.prompt(picture, features, object, corrected.prompt(), anchor.frame());
    }
  }
}
