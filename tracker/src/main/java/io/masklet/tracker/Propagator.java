package io.masklet.tracker;

import io.masklet.tracker.image.AppearanceVote;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.Appearance;
import io.masklet.tracker.network.ConditionedFeatures;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskOrigin;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.MaskChoice;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds objects again in a frame without prompts, from what is remembered of them. */
final class Propagator {

  private final Sam2Network network;
  private final MemorySelector selector;
  private final TrackerConfig config;

  Propagator(Sam2Network network, MemorySelector selector, TrackerConfig config) {
    this.network = network;
    this.selector = selector;
    this.config = config;
  }

  /** Tracks all objects that have memory in one pass; what it finds is pending. */
  void propagate(
      ImageFeatures features, List<ObjectTrack> tracks, long frame, Direction direction) {
    List<ObjectTrack> remembered = new ArrayList<>();
    List<MemoryWindow> windows = new ArrayList<>();
    for (ObjectTrack track : tracks) {
      MemoryWindow window = selector.selectOthers(track.bank(), frame, direction);
      if (window != null) {
        remembered.add(track);
        windows.add(window);
      }
    }
    if (remembered.isEmpty()) {
      return;
    }
    ConditionedFeatures conditioned = network.attend(features, windows);
    List<MaskPrediction> predictions =
        network.decode(
            features, conditioned, Collections.nCopies(remembered.size(), DecoderPrompt.none()));
    for (int i = 0; i < remembered.size(); i++) {
      TrackStep step = stepOf(predictions.get(i), windows.get(i).appearances(), features);
      remembered.get(i).setPending(frame, step, false);
      remembered.get(i).pass(frame, direction);
    }
  }

  private TrackStep stepOf(
      MaskPrediction prediction, List<Appearance> appearances, ImageFeatures features) {
    MaskChoice choice = choiceOf(prediction);
    if (choice.objectScore() > 0 && !appearances.isEmpty()) {
      choice = choice.withLogits(AppearanceVote.on(choice.logits(), appearances, features));
    }
    return TrackStep.of(choice, MaskOrigin.PROPAGATED, config.fillHoleAreaPx());
  }

  private MaskChoice choiceOf(MaskPrediction prediction) {
    return network.spec().multimaskForTracking()
        ? MaskChoice.bestOfThree(prediction, network.noObjectPointer())
        : MaskChoice.single(prediction, network.noObjectPointer());
  }
}
