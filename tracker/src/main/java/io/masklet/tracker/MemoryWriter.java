package io.masklet.tracker;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.HighestLogit;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.PixelOwners;
import io.masklet.core.mask.Resample;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MemoryRequest;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Turns what is pending in a frame into memory, for all objects in one pass. */
final class MemoryWriter {

  private final Sam2Network network;
  private final TrackerConfig config;

  MemoryWriter(Sam2Network network, TrackerConfig config) {
    this.network = network;
    this.config = config;
  }

  /**
   * Settles what is pending in a frame.
   *
   * @param features of that frame
   * @param tracks all objects; those with nothing pending there are left as they are
   */
  void settle(ImageFeatures features, Collection<ObjectTrack> tracks, long frame) {
    List<ObjectTrack> pending = tracks.stream().filter(track -> track.isPending(frame)).toList();
    if (pending.isEmpty()) {
      return;
    }
    List<TrackStep> steps = pending.stream().map(track -> stepOf(track, frame)).toList();
    List<FrameMemory> memories = remember(features, steps, requests(pending, tracks, frame));
    for (int i = 0; i < pending.size(); i++) {
      pending.get(i).settle(frame, memories.get(i));
    }
  }

  private static TrackStep stepOf(ObjectTrack track, long frame) {
    return Objects.requireNonNull(track.at(frame));
  }

  /**
   * What steps of one frame leave. Masks that a person gave also teach what their objects look
   * like; what the network made of clicks is not exact enough for that.
   *
   * @param requests what of every step is to be remembered
   */
  List<FrameMemory> remember(
      ImageFeatures features, List<TrackStep> steps, List<MemoryRequest> requests) {
    List<FrameMemory> made = network.remember(features, requests);
    List<FrameMemory> memories = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      FrameMemory memory =
          config.policy().bfloat16Memories() ? made.get(i).toBfloat16() : made.get(i);
      boolean teaches = config.policy().learnsAppearance(network.spec()) && steps.get(i).isGiven();
      memories.add(teaches ? memory.withAppearance(features, requests.get(i).logits()) : memory);
    }
    return memories;
  }

  private List<MemoryRequest> requests(
      List<ObjectTrack> pending, Collection<ObjectTrack> all, long frame) {
    List<MemoryRequest> requests =
        pending.stream().map(track -> stepOf(track, frame).memoryRequest()).toList();
    List<TrackStep> seen =
        all.stream().map(track -> track.at(frame)).filter(Objects::nonNull).toList();
    if (!isExclusive() || seen.size() < 2) {
      return requests;
    }
    return config.policy().verbatim()
        ? surest(requests, pending, seen, frame)
        : exclusive(requests, pending, seen, frame);
  }

  /** The reference's way: at the size of the network's input, all but the highest logit sink. */
  private List<MemoryRequest> surest(
      List<MemoryRequest> requests, List<ObjectTrack> pending, List<TrackStep> seen, long frame) {
    Size input = Size.square(network.spec().modelSidePx());
    List<MaskLogits> large =
        seen.stream().map(step -> Resample.bilinear(step.memoryRequest().logits(), input)).toList();
    List<MaskLogits> apart = HighestLogit.keep(large);
    List<MemoryRequest> exclusive = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      int owner = seen.indexOf(pending.get(i).at(frame));
      exclusive.add(requests.get(i).withLogits(apart.get(owner)));
    }
    return exclusive;
  }

  /** Our way: at the size of the logits, and only where masks meet. */
  private List<MemoryRequest> exclusive(
      List<MemoryRequest> requests, List<ObjectTrack> pending, List<TrackStep> seen, long frame) {
    PixelOwners owners = new PixelOwners(Size.square(network.spec().lowResSide()));
    for (int i = 0; i < seen.size(); i++) {
      owners.claim(i, seen.get(i).memoryRequest().logits(), seen.get(i).isPrompted());
    }
    List<MemoryRequest> exclusive = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      MemoryRequest request = requests.get(i);
      int owner = seen.indexOf(pending.get(i).at(frame));
      exclusive.add(request.withLogits(owners.suppressed(owner, request.logits())));
    }
    return exclusive;
  }

  /** The reference's predictor of December 2024 runs each object alone, so its option is idle. */
  private boolean isExclusive() {
    Policy policy = config.policy();
    return config.nonOverlappingMemory() && (!policy.verbatim() || policy.sharedFrames());
  }
}
