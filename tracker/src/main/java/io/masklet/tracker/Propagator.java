package io.masklet.tracker;

import io.masklet.tracker.memory.MemorySelector;
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

  /** Tracks all objects in one pass and sets their current step. */
  void propagate(ImageFeatures features, List<ObjectTrack> tracks, long step) {
    List<MemoryWindow> windows =
        tracks.stream().map(track -> selector.select(track.bank(), step)).toList();
    ConditionedFeatures conditioned = network.attend(features, windows);
    List<MaskPrediction> predictions =
        network.decode(
            features, conditioned, Collections.nCopies(tracks.size(), DecoderPrompt.none()));
    for (int i = 0; i < tracks.size(); i++) {
      tracks.get(i).setCurrent(stepOf(predictions.get(i)));
    }
  }

  private TrackStep stepOf(MaskPrediction prediction) {
    MaskChoice choice =
        network.spec().multimaskForTracking()
            ? MaskChoice.bestOfThree(prediction, network.noObjectPointer())
            : MaskChoice.single(prediction, network.noObjectPointer());
    return TrackStep.of(choice, MaskOrigin.PROPAGATED, config.fillHoleAreaPx());
  }
}
