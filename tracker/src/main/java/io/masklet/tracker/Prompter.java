package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.MaskSignals;
import io.masklet.core.mask.Resample;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.ClickSpread;
import io.masklet.tracker.image.Doubt;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a person's prompt into an object's mask on one frame. */
final class Prompter {

  /** A mask that a person gave is this sure, either way. */
  private static final float GIVEN_LOGIT = 10f;

  private final Sam2Network network;
  private final MemorySelector selector;
  private final TrackerConfig config;
  private final CloserLook closerLook;

  Prompter(Sam2Network network, MemorySelector selector, TrackerConfig config) {
    this.network = network;
    this.selector = selector;
    this.config = config;
    this.closerLook = new CloserLook(network);
  }

  /**
   * Follows a prompt; what comes of it is pending.
   *
   * @param prompt everything the person gave for this object on this frame so far
   * @param picture the frame
   * @param features of that
   * @param frame its number
   */
  void apply(Prompt prompt, ObjectTrack track, Frame picture, ImageFeatures features, long frame) {
    boolean conditioning = track.passed(frame) == null || policy().correctionsCondition();
    track.prompts().put(frame, prompt);
    track.setPending(frame, stepOf(prompt, track, picture, features, frame), conditioning);
  }

  private TrackStep stepOf(
      Prompt prompt, ObjectTrack track, Frame picture, ImageFeatures features, long frame) {
    if (prompt instanceof Prompt.Points points) {
      Prompt.Points seen = policy().seen(points, network.spec());
      MaskChoice choice = decode(seen, track, picture, features, frame);
      return TrackStep.of(choice, MaskOrigin.PROMPTED, config.fillHoleAreaPx());
    }
    int fillAreaPx = policy().verbatim() ? config.fillHoleAreaPx() : 0;
    return TrackStep.of(take((Prompt.Mask) prompt, features), MaskOrigin.PROMPTED, fillAreaPx);
  }

  private MaskChoice decode(
      Prompt.Points points, ObjectTrack track, Frame picture, ImageFeatures features, long frame) {
    VideoToModel toModel = new VideoToModel(picture.size(), network.spec().modelSidePx());
    DecoderPrompt tokens = DecoderPrompt.of(points, toModel, previousLogits(points, track, frame));
    MemoryWindow window = windowToRefine(points, track, frame);
    MaskChoice choice =
        window == null ? afresh(tokens, features) : refined(tokens, window, features, track, frame);
    if (choice.objectScore() <= 0 || policy().verbatim()) {
      return choice;
    }
    MaskLogits logits =
        policy().looksCloser(network.spec())
            ? closerLook.at(choice.logits(), tokens, points, picture)
            : choice.logits();
    return choice.withLogits(honoured(logits, tokens, features));
  }

  /** Without memory, as on an object's first frame. */
  private MaskChoice afresh(DecoderPrompt tokens, ImageFeatures features) {
    return answer(tokens, features, network.withoutMemory(features), tokens.isAmbiguous());
  }

  /**
   * What memory makes of the prompt. Differs from the reference: as far as that contradicts the
   * prompt, the answer is the one without memory, which has seen no tracked mask either.
   */
  private MaskChoice refined(
      DecoderPrompt tokens,
      MemoryWindow window,
      ImageFeatures features,
      ObjectTrack track,
      long frame) {
    MaskChoice remembered =
        answer(
            tokens,
            features,
            network.attend(features, List.of(window)),
            tokens.isAmbiguous() && network.spec().multimaskForTracking());
    double doubt =
        policy().verbatim()
            ? 0
            : Doubt.of(remembered.logits(), tokens, network.spec().modelSidePx());
    if (doubt == 0) {
      return remembered;
    }
    TrackStep before = track.at(frame);
    boolean answered = before != null && before.isPrompted();
    DecoderPrompt alone = answered ? tokens : tokens.withoutMask();
    return remembered.mixedWith(afresh(alone, features), doubt);
  }

  private MaskChoice answer(
      DecoderPrompt tokens,
      ImageFeatures features,
      ConditionedFeatures conditioned,
      boolean bestOfThree) {
    MaskPrediction prediction = network.decode(features, conditioned, List.of(tokens)).get(0);
    return bestOfThree
        ? MaskChoice.bestOfThree(prediction, network.noObjectPointer())
        : MaskChoice.single(prediction, network.noObjectPointer());
  }

  /** Differs from the reference: what a person clicked holds. */
  private MaskLogits honoured(MaskLogits logits, DecoderPrompt clicks, ImageFeatures features) {
    return ClickSpread.honour(logits, clicks, features, network.spec().modelSidePx());
  }

  /**
   * Differs from the reference, unless it is asked for: with a box neither memory nor the mask so
   * far is looked at, since people draw one when that is wrong as a whole.
   */
  private boolean startsAfresh(Prompt.Points points) {
    return points.box().isPresent() && !policy().verbatim();
  }

  /** What is remembered for a frame that was tracked before the prompt came; null for another. */
  private @Nullable MemoryWindow windowToRefine(
      Prompt.Points points, ObjectTrack track, long frame) {
    Direction direction = track.passed(frame);
    if (direction == null || startsAfresh(points)) {
      return null;
    }
    return policy().verbatim()
        ? selector.select(track.bank(), frame, direction)
        : selector.selectOthers(track.bank(), frame, direction);
  }

  /** The mask so far helps to refine it. */
  private @Nullable MaskLogits previousLogits(Prompt.Points points, ObjectTrack track, long frame) {
    TrackStep before = track.at(frame);
    if (before == null || startsAfresh(points)) {
      return null;
    }
    return before.shown().bounded(DecoderPrompt.MAX_MASK_LOGIT);
  }

  private Policy policy() {
    return config.policy();
  }

  /**
   * A given mask is itself the output; the network only makes the pointer. Differs from the
   * reference, unless it is asked for: its small holes stay holes, since a person gave them.
   */
  private MaskChoice take(Prompt.Mask prompt, ImageFeatures features) {
    MaskLogits mask = toModelSpace(prompt);
    boolean present = false;
    float[] sure = new float[mask.values().length];
    for (int i = 0; i < sure.length; i++) {
      sure[i] = mask.values()[i] > 0 ? GIVEN_LOGIT : -GIVEN_LOGIT;
      present |= mask.values()[i] > 0;
    }
    MaskLogits logits =
        Resample.antialias(
            new MaskLogits(mask.size(), sure), Size.square(network.spec().lowResSide()));
    ObjectPointer pointer =
        present ? network.pointerOfMask(features, mask) : network.noObjectPointer();
    return new MaskChoice(
        logits,
        pointer,
        present ? GIVEN_LOGIT : -GIVEN_LOGIT,
        1f,
        MaskChoice.GIVEN,
        MaskSignals.GIVEN);
  }

  /** {@code [S, S]}, exactly 0 or 1. */
  private MaskLogits toModelSpace(Prompt.Mask prompt) {
    Size model = Size.square(network.spec().modelSidePx());
    MaskLogits resized = Resample.antialias(MaskLogits.of(prompt.mask()), model);
    float[] values = resized.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] >= 0.5f ? 1f : 0f;
    }
    return resized;
  }
}
