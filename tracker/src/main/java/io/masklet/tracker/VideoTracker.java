package io.masklet.tracker;

import io.masklet.core.frame.VideoException;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.ObjectTracks;
import io.masklet.tracker.object.TrackedFrame;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Segments and tracks objects through a video whose frames can be had in any order: prompts on any
 * frame at any time, propagation either way, again and again.
 *
 * <pre>{@code
 * ObjectId dog = tracker.addObject();
 * tracker.prompt(0, dog, Prompt.clicks(Click.positive(320, 180)));
 * tracker.propagate(Walk.forward(), frame -> true);
 * tracker.prompt(75, dog, Prompt.clicks(Click.positive(210, 95)));
 * tracker.propagate(Walk.forward().from(75), frame -> true);
 * }</pre>
 *
 * <p>What a prompt or a propagation finds is kept for every frame, with its memory, so memory grows
 * with the number of frames walked over. {@link StreamingTracker} is the same machine for a video
 * that passes once, in constant memory.
 *
 * <p><b>Threads.</b> One caller at a time. <b>Ownership.</b> Network and features are borrowed.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py. What differs, and how to
 * have it as there, is told by {@link Policy}.
 */
public final class VideoTracker {

  /** Is shown frame after frame. */
  @FunctionalInterface
  public interface Visitor {
    /** Whether to go on. */
    boolean visit(TrackedFrame frame) throws VideoException;
  }

  private final Sam2Network network;
  private final VideoFeatures video;
  private final Policy policy;
  private final Propagator propagator;
  private final Prompter prompter;
  private final MemoryWriter writer;
  private final MemorySelector selector;
  private final ObjectTracks tracks = new ObjectTracks();
  private final SharedFrames shared;
  private boolean begun;

  public VideoTracker(Sam2Network network, VideoFeatures video, TrackerConfig config) {
    this.network = network;
    this.video = video;
    this.policy = config.policy();
    long pointerFrames = policy.verbatim() ? video.frameCount() : Long.MAX_VALUE;
    this.selector =
        new MemorySelector(
            network.spec(), config.maxConditioningFrames(), pointerFrames, !policy.verbatim());
    this.propagator = new Propagator(network, selector, config);
    this.prompter = new Prompter(network, selector, config);
    this.writer = new MemoryWriter(network, config);
    this.shared = new SharedFrames(network, tracks);
  }

  /**
   * Makes room for one more object.
   *
   * @throws IllegalStateException if objects share their frames and tracking has begun
   */
  public ObjectId addObject() {
    if (policy.sharedFrames() && begun) {
      throw new IllegalStateException(
          "adding an object: with the reference's policy for this model all objects must be there"
              + " before the first propagation; reset the tracker, or use Masklet's own policy");
    }
    return tracks.add();
  }

  /**
   * Forgets an object.
   *
   * @return the frames it was prompted on, as they are without it
   * @throws IllegalArgumentException if there is no such object
   */
  public List<TrackedFrame> removeObject(ObjectId id) {
    List<Long> prompted = List.copyOf(tracks.get(id).prompts().keySet());
    if (tracks.all().size() == 1) {
      reset();
      return List.of();
    }
    if (policy.sharedFrames()) {
      prompted.forEach(frame -> unprompt(frame, id));
    }
    tracks.remove(id);
    return prompted.stream().map(this::found).toList();
  }

  /** Forgets all objects. Their ids are never given again. */
  public void reset() {
    tracks.clear();
    begun = false;
  }

  /**
   * Gives or corrects an object's mask on a frame. Other frames follow with the next propagation.
   *
   * @param prompt everything the person gave for this object on this frame so far; a later call
   *     replaces the points of an earlier one, while the earlier mask still helps the network
   * @return all objects in that frame, as they are now
   * @throws PromptException if the prompt lies outside the frame
   * @throws IllegalArgumentException if there is no such object or frame
   * @throws VideoException if the frame cannot be had
   */
  public TrackedFrame prompt(long frame, ObjectId id, Prompt prompt) throws VideoException {
    ObjectTrack track = tracks.get(id);
    requireFrame(frame);
    PromptChecks.requireInside(prompt, video.size());
    prompter.apply(prompt, track, video.picture(frame), video.at(frame), frame);
    return found(frame);
  }

  /**
   * Takes back what an object was given on a frame, and by our own policy what was made of it; the
   * reference keeps that as if it had been tracked, until the next propagation.
   *
   * @return all objects in that frame, as they are now
   * @throws IllegalArgumentException if there is no such object
   */
  public TrackedFrame unprompt(long frame, ObjectId id) {
    ObjectTrack track = tracks.get(id);
    if (policy.sharedFrames()) {
      shared.unprompt(track, frame);
      begun &= tracks.all().stream().anyMatch(each -> !each.bank().isEmpty());
    } else if (policy.verbatim()) {
      track.dropPrompt(frame);
      track.demote(frame);
    } else if (track.prompts().containsKey(frame)) {
      track.forget(frame);
    }
    return found(frame);
  }

  /**
   * Walks through the video and finds the objects in every frame on the way. Conditioning frames
   * keep their masks.
   *
   * @param visitor is shown every frame as it is done; says whether to go on
   * @throws IllegalStateException if no object was prompted yet
   * @throws VideoException if a frame cannot be had; what was found before stays
   */
  public void propagate(Walk walk, Visitor visitor) throws VideoException {
    settle();
    long first = walk.start() == null ? firstConditioningFrame() : walk.start();
    requireFrame(first);
    long last = walk.last(first, video.frameCount());
    if (walk.direction() == Direction.BACKWARD && first == 0) {
      return; // nothing lies before it, and the reference says so too
    }
    begun = true;
    int step = first <= last ? 1 : -1;
    for (long frame = first; frame != last + step; frame += step) {
      track(frame, walk.direction());
      if (!visitor.visit(found(frame))) {
        return;
      }
    }
  }

  /** What is known of a frame; objects of which nothing is known there are missing. */
  public TrackedFrame found(long frame) {
    requireFrame(frame);
    return new TrackedFrame(frame, video.timestampUs(frame), video.size(), tracks.in(frame));
  }

  /**
   * Forgets what was found before a frame and what no later frame can look at, for those who walk
   * forward once and want memory to be constant. Conditioning frames that can be looked at stay.
   */
  public void forgetBefore(long frame) {
    for (ObjectTrack track : tracks.all()) {
      track.forgetBefore(frame);
      selector.forget(track.bank(), frame - 1, Direction.FORWARD);
    }
  }

  /** For tests: everything that is known. */
  ObjectTracks tracks() {
    return tracks;
  }

  /** Turns prompts into memory. */
  private void settle() throws VideoException {
    NavigableSet<Long> frames = new TreeSet<>();
    tracks.all().forEach(track -> frames.addAll(track.pendingFrames()));
    for (long frame : frames) {
      if (policy.sharedFrames()) {
        shared.complete(frame);
      }
      writer.settle(video.at(frame), tracks.all(), frame);
    }
  }

  private long firstConditioningFrame() {
    return tracks.all().stream()
        .filter(track -> !track.bank().isEmpty())
        .mapToLong(track -> track.bank().conditioningFrames().first())
        .min()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "propagating: no object was prompted yet; prompt one on any frame first"));
  }

  private void track(long frame, Direction direction) throws VideoException {
    List<ObjectTrack> wanted =
        tracks.all().stream()
            .filter(track -> !keeps(track, frame) && isDue(track, frame, direction))
            .toList();
    if (!wanted.isEmpty()) {
      ImageFeatures features = video.at(frame);
      propagator.propagate(features, wanted, frame, direction);
      writer.settle(features, tracks.all(), frame);
    }
    for (ObjectTrack track : tracks.all()) {
      if (track.at(frame) != null) {
        track.pass(frame, direction);
      }
    }
  }

  /** Whether a frame's mask stays whatever propagation would find. */
  private boolean keeps(ObjectTrack track, long frame) {
    return policy.sharedFrames() ? shared.isPrompted(frame) : track.bank().isConditioning(frame);
  }

  /** Differs from the reference: an object is tracked from its first prompt on, not before it. */
  private boolean isDue(ObjectTrack track, long frame, Direction direction) {
    NavigableSet<Long> prompted = track.bank().conditioningFrames();
    if (prompted.isEmpty() || policy.verbatim()) {
      return !prompted.isEmpty();
    }
    return direction == Direction.FORWARD ? prompted.first() <= frame : prompted.last() >= frame;
  }

  private void requireFrame(long frame) {
    if (frame < 0 || frame >= video.frameCount()) {
      throw new IllegalArgumentException(
          "frame %d: the video has %d frames, counted from 0".formatted(frame, video.frameCount()));
    }
  }
}
