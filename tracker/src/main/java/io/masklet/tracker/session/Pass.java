package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.PassTracker;
import io.masklet.tracker.image.MaskEdges;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pass at work: tracks what is missing of it, frame by frame, and keeps what it finds. */
final class Pass implements Traveller {

  private final PassChain chain;
  private final PassTracker tracker;
  private final Recollection recollection;
  private final MaskStore store;
  private final int fillHoleAreaPx;
  private final @Nullable PassChain opposite;
  private final @Nullable Agreement agreement;
  private @Nullable ObjectTrack track;
  private int remembered = -1;
  private long tracked;
  private long kept;

  /**
   * @param chain what holds of it
   * @param opposite the object's other pass; null if there is none
   * @param agreement when not to go on; null for never
   */
  Pass(
      PassChain chain,
      PassTracker tracker,
      Recollection recollection,
      MaskStore store,
      int fillHoleAreaPx,
      @Nullable PassChain opposite,
      @Nullable Agreement agreement) {
    this.chain = chain;
    this.tracker = tracker;
    this.recollection = recollection;
    this.store = store;
    this.fillHoleAreaPx = fillHoleAreaPx;
    this.opposite = opposite;
    this.agreement = agreement;
  }

  PassChain chain() {
    return chain;
  }

  /** How many frames were tracked. */
  long tracked() {
    return tracked;
  }

  /** How many frames hold because the pass agreed with what was there. */
  long kept() {
    return kept;
  }

  @Override
  public boolean isDone() {
    return chain.isComplete();
  }

  @Override
  public long nextFrame() {
    return chain.nextFrame();
  }

  @Override
  public void prepare() throws VideoException, SessionException {
    track = before(chain.length());
    remembered = chain.length();
  }

  /** The object as it is remembered before a position. */
  ObjectTrack before(int position) throws VideoException, SessionException {
    if (track == null || remembered != position) {
      return recollection.before(chain, position);
    }
    recollection.lookAhead(track, chain, position);
    return track;
  }

  /** Tracks the next frame. */
  @Override
  public void step(Frame picture, ImageFeatures features, MaskEdges edges) throws SessionException {
    ObjectTrack object = Objects.requireNonNull(track);
    Direction direction = chain.id().direction();
    long frame = chain.nextFrame();
    TrackStep found = tracker.find(features, object, frame, direction);
    long name = chain.anchors().name(frame);
    PassRecord record;
    if (name == 0) {
      record = recordOf(Objects.requireNonNull(found), edges, Float.NaN);
      object.setPending(frame, record.step(fillHoleAreaPx), false);
    } else {
      MaskStore.Accepted accepted = store.requireAccepted(name);
      record = atPrompt(found, edges, accepted);
      object.setPending(frame, accepted.step(), true);
    }
    tracker.settle(features, object, frame, direction);
    if (name != 0) {
      recollection.keep(name, object.bank().conditioning(frame).memory());
    }
    store.add(chain.id(), frame, chain.nextKey(), record);
    tracked++;
    chain.extend();
    remembered++;
    if (agreement != null && chain.length() == remembered && !chain.isComplete()) {
      agreement.consider(chain, opposite);
      kept += chain.length() - remembered;
    }
  }

  private PassRecord atPrompt(
      @Nullable TrackStep found, MaskEdges edges, MaskStore.Accepted accepted) {
    if (found == null) {
      return new PassRecord(rounded(accepted.step().choice()), accepted.mask(), 1);
    }
    PassRecord record = recordOf(found, edges, 0);
    double iou = record.mask().decode().iou(accepted.mask().decode());
    return new PassRecord(record.choice(), record.mask(), (float) iou);
  }

  private PassRecord recordOf(TrackStep found, MaskEdges edges, float arrival) {
    MaskChoice choice = rounded(found.choice());
    TrackStep kept = TrackStep.of(choice, MaskOrigin.PROPAGATED, fillHoleAreaPx);
    return new PassRecord(choice, Rle.encode(edges.mask(kept.shown(), false)), arrival);
  }

  private static MaskChoice rounded(MaskChoice choice) {
    return new MaskChoice(
        SoftMask.rounded(choice.logits(), choice.objectScore() > 0),
        choice.pointer(),
        choice.objectScore(),
        choice.predictedIou(),
        choice.hypothesis(),
        choice.signals());
  }
}
