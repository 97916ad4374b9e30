package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.HoleFilling;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Resample;
import io.masklet.tracker.object.MaskChoice;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of what the tracker follows under one number: on a prompted frame the mask
 * they accepted, before the first prompt the backward pass, after the last the forward pass, and
 * between two prompts both, {@linkplain Blend blended}.
 */
final class TrackResults {

  /**
   * What is there in one frame.
   *
   * @param mask at video size; still shares pixels with other objects
   * @param logits at low resolution, positive where the mask is; to decide whose a pixel is
   */
  record Seen(
      Bitmap mask,
      MaskLogits logits,
      float objectScore,
      float predictedIou,
      MaskSignals signals,
      boolean prompted) {

    static Seen of(Bitmap mask, MaskLogits logits, MaskChoice choice, boolean prompted) {
      return new Seen(
          mask, logits, choice.objectScore(), choice.predictedIou(), choice.signals(), prompted);
    }
  }

  private final NavigableMap<Long, Anchor> anchors = new TreeMap<>();
  private final TrackPasses passes;
  private final MaskStore store;
  private final Size video;
  private final int fillHoleAreaPx;
  private final Map<Integer, Float> arrivals = new TreeMap<>();

  TrackResults(
      List<Anchor> anchors, TrackPasses passes, MaskStore store, Size video, int fillHoleAreaPx) {
    anchors.forEach(anchor -> this.anchors.put(anchor.frame(), anchor));
    this.passes = passes;
    this.store = store;
    this.video = video;
    this.fillHoleAreaPx = fillHoleAreaPx;
  }

  /** Whether everything is there that a frame's mask is made of. */
  boolean holds(long frame) {
    Anchor anchor = anchors.get(frame);
    if (anchor != null) {
      return store.hasAccepted(anchor.name());
    }
    List<PassChain> here = passes.all().stream().filter(pass -> pass.position(frame) >= 0).toList();
    // Where both passes meet, how each arrives at the next prompt counts.
    return here.stream()
        .allMatch(
            pass -> pass.row(here.size() == 2 ? arrivalOf(pass, frame) : frame) != PassChain.NONE);
  }

  private static long arrivalOf(PassChain pass, long frame) {
    return Objects.requireNonNull(pass.anchors().next(frame), "both passes end at prompts");
  }

  /** What is there; null if nobody ever showed the object. */
  @Nullable Seen at(long frame) throws SessionException {
    Anchor anchor = anchors.get(frame);
    if (anchor != null) {
      return accepted(store.requireAccepted(anchor.name()));
    }
    int onward = rowOf(passes.forward(), frame);
    int back = rowOf(passes.backward(), frame);
    if (onward >= 0 && back >= 0) {
      return blended(frame, store.found(onward), store.found(back));
    }
    return onward < 0 && back < 0 ? null : found(store.found(Math.max(onward, back)));
  }

  private static int rowOf(@Nullable PassChain pass, long frame) {
    return pass == null ? PassChain.NONE : pass.row(frame);
  }

  private static Seen accepted(MaskStore.Accepted accepted) {
    return Seen.of(
        accepted.mask().decode(), accepted.step().shown(), accepted.step().choice(), true);
  }

  private Seen found(PassRecord record) {
    return Seen.of(record.mask().decode(), filled(record.logits()), record.choice(), false);
  }

  private MaskLogits filled(MaskLogits logits) {
    return fillHoleAreaPx > 0 ? HoleFilling.fill(logits, fillHoleAreaPx) : logits;
  }

  private Seen blended(long frame, PassRecord onward, PassRecord back) throws SessionException {
    long from = anchors.floorKey(frame);
    long to = anchors.ceilingKey(frame);
    float weight = weight(frame, onward, back, from, to);
    float objectScore = Blend.objectScore(onward, back, weight);
    float predictedIou =
        weight * onward.choice().predictedIou() + (1 - weight) * back.choice().predictedIou();
    boolean present = objectScore > 0;
    MaskLogits logits =
        present
            ? Blend.logits(onward, back, weight, fillHoleAreaPx)
            : SoftMask.rounded(onward.logits(), false);
    Bitmap mask = present ? maskOf(logits, onward, back) : new Bitmap(video);
    MaskSignals signals = Blend.signals(onward, back, weight);
    return new Seen(mask, logits, objectScore, predictedIou, signals, false);
  }

  /** Where both passes agree, their edges hold: those followed the picture. */
  private Bitmap maskOf(MaskLogits blended, PassRecord onward, PassRecord back) {
    return Resample.bilinearMask(blended, video)
        .majority(onward.mask().decode(), back.mask().decode());
  }

  /** How much of 1 the forward pass counts between two prompts. */
  private float weight(long frame, PassRecord onward, PassRecord back, long from, long to)
      throws SessionException {
    float way = (float) (frame - from) / (to - from);
    boolean onwardIsOlder =
        Objects.requireNonNull(anchors.get(from)).number()
            < Objects.requireNonNull(anchors.get(to)).number();
    float onwardArrival = arrival(passes.forward(), to);
    float backArrival = arrival(passes.backward(), from);
    boolean onwardPresent = onward.choice().objectScore() > 0;
    boolean backPresent = back.choice().objectScore() > 0;
    return onwardIsOlder
        ? Blend.olderWeight(onwardArrival, way, onwardPresent, backArrival, backPresent)
        : 1 - Blend.olderWeight(backArrival, 1 - way, backPresent, onwardArrival, onwardPresent);
  }

  /** How a pass arrived at a prompt; a pass that rested on the way had agreed with the other. */
  private float arrival(@Nullable PassChain pass, long prompted) throws SessionException {
    int position = pass == null ? -1 : pass.position(prompted);
    if (pass == null || position < 1 || pass.row(prompted) < 0) {
      return 1;
    }
    if (pass.rowAt(position - 1) == PassChain.RESTS) {
      return 1;
    }
    int row = pass.row(prompted);
    Float known = arrivals.get(row);
    if (known == null) {
      known = store.found(row).arrival();
      arrivals.put(row, known);
    }
    return known;
  }
}
