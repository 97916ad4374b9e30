package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.image.MaskEdges;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a pass is made of: one object's way through a video in one direction, frame by
 * frame. Whoever calls says which object and frame come next, keeps the object's {@link
 * ObjectTrack}, and decides what of the masks found is remembered.
 *
 * <p>Each object is tracked as if it were alone: a batch of one, and no object takes pixels of
 * another out of its memory. So what is found does not depend on who else is tracked; what many
 * objects share are the features of the frame.
 *
 * <p><b>Threads.</b> One caller at a time. <b>Ownership.</b> Network and features are borrowed.
 */
public final class PassTracker {

  private final Sam2Network network;
  private final Policy policy;
  private final MemorySelector selector;
  private final Propagator propagator;
  private final Prompter prompter;
  private final MemoryWriter writer;

  public PassTracker(Sam2Network network, TrackerConfig config) {
    this.network = network;
    this.policy = config.policy();
    this.selector =
        new MemorySelector(
            network.spec(),
            config.maxConditioningFrames(),
            Long.MAX_VALUE,
            !config.policy().verbatim());
    this.propagator = new Propagator(network, selector, config);
    this.prompter = new Prompter(network, selector, config);
    this.writer = new MemoryWriter(network, config);
  }

  /** What brings frames to the network. */
  public FramePreprocessor newPreprocessor() {
    return policy.newPreprocessor(network.spec());
  }

  /** What brings masks to the size of the frames. */
  public MaskEdges newEdges() {
    return policy.newEdges(network.spec());
  }

  /** Which frames a pass can look at. */
  public MemorySelector selector() {
    return selector;
  }

  /** Looks for an object in a frame, by what is remembered of it; null if nothing is. */
  public @Nullable TrackStep find(
      ImageFeatures features, ObjectTrack track, long frame, Direction direction) {
    propagator.propagate(features, List.of(track), frame, direction);
    return track.at(frame);
  }

  /**
   * Follows a prompt, beginning with what {@link #find} found or what the frame was told to be.
   *
   * @param picture the frame; borrowed
   * @param frame its number
   * @throws PromptException if the prompt lies outside the frame
   */
  public TrackStep prompt(
      Frame picture, ImageFeatures features, ObjectTrack track, Prompt prompt, long frame) {
    PromptChecks.requireInside(prompt, picture.size());
    prompter.apply(prompt, track, picture, features, frame);
    return Objects.requireNonNull(track.at(frame));
  }

  /** Remembers a frame as it is now, and forgets what no later frame of the pass can look at. */
  public void settle(ImageFeatures features, ObjectTrack track, long frame, Direction direction) {
    writer.settle(features, List.of(track), frame);
    track.letGo(frame);
    selector.forget(track.bank(), frame, direction);
  }

  /** The memory that a mask of a frame leaves, whatever came before it. */
  public FrameMemory memoryOf(ImageFeatures features, TrackStep step) {
    return writer.remember(features, List.of(step), List.of(step.memoryRequest())).get(0);
  }
}
