package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.ObjectTracks;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.object.TrackedObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Segments and tracks objects through frames that are given one after another.
 *
 * <pre>{@code
 * ObjectId dog = tracker.addObject();
 * tracker.advance(firstFrame);
 * tracker.prompt(dog, Prompt.clicks(Click.positive(320, 180)));
 * TrackedFrame found = tracker.advance(nextFrame);
 * }</pre>
 *
 * <p>{@link #advance} tracks every object that was prompted before; {@link #prompt} gives or
 * corrects an object's mask on the frame advanced to last, as often as wanted. A prompted frame
 * stays in the object's memory as a conditioning frame, so a correction holds.
 *
 * <p><b>Memory</b> is constant in the number of frames. <b>Threads.</b> One caller at a time.
 * <b>Ownership.</b> The network is borrowed; the caller closes it after the tracker. Frames are
 * read during the call only.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py. Differs: every prompted
 * frame becomes a conditioning frame (there, a correction is overwritten by propagation),
 * conditioning frames are capped, what memory makes of a prompt is believed only as far as it does
 * not contradict it, and given masks teach what objects look like. See {@link Policy}.
 */
public final class StreamingTracker implements AutoCloseable {

  private final Sam2Network network;
  private final FramePreprocessor preprocessor;
  private final MemorySelector selector;
  private final Propagator propagator;
  private final Prompter prompter;
  private final MemoryWriter writer;
  private final ObjectTracks tracks = new ObjectTracks();
  private long step = -1;
  private @Nullable CurrentFrame current;

  public StreamingTracker(Sam2Network network, TrackerConfig config) {
    this.network = network;
    this.preprocessor = config.policy().newPreprocessor(network.spec());
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

  /** Makes room for one more object, at any time; it is tracked from its first prompt on. */
  public ObjectId addObject() {
    return tracks.add();
  }

  /** Forgets an object and everything that was remembered of it. Its id is never given again. */
  public void removeObject(ObjectId id) {
    tracks.remove(id);
  }

  /**
   * Goes on to the next frame: files what the last one taught, then tracks every object that has
   * memory.
   *
   * @param frame borrowed as long as prompts on it may come
   */
  public TrackedFrame advance(Frame frame) {
    settle();
    step++;
    current = new CurrentFrame(frame);
    List<ObjectTrack> remembered =
        tracks.all().stream().filter(track -> !track.bank().isEmpty()).toList();
    if (!remembered.isEmpty()) {
      propagator.propagate(current.features(), remembered, step, Direction.FORWARD);
    }
    return found();
  }

  /**
   * Gives or corrects an object's mask on the frame advanced to last.
   *
   * @param prompt everything the person gave for this object on this frame so far; a later call
   *     replaces the points of an earlier one, while the earlier mask still helps the network
   * @return the object as it is now
   * @throws IllegalStateException before the first {@link #advance}
   * @throws PromptException if the prompt lies outside the frame
   * @throws IllegalArgumentException if there is no such object
   */
  public TrackedObject prompt(ObjectId id, Prompt prompt) {
    CurrentFrame frame = current;
    if (frame == null) {
      throw new IllegalStateException("prompt for object " + id + ": advance to a frame first");
    }
    ObjectTrack track = tracks.get(id);
    PromptChecks.requireInside(prompt, frame.size);
    prompter.apply(prompt, track, frame.picture, frame.features(), step);
    return Objects.requireNonNull(TrackedObject.of(track, step));
  }

  /** What is known of the frame advanced to last. */
  public TrackedFrame found() {
    CurrentFrame frame = current;
    if (frame == null) {
      throw new IllegalStateException("no frame yet: advance to one first");
    }
    return new TrackedFrame(frame.index, frame.timestampUs, frame.size, tracks.in(step));
  }

  /** Turns what was found in the current frame into memory, and lets go of its features. */
  private void settle() {
    CurrentFrame done = current;
    if (done == null) {
      return;
    }
    if (tracks.all().stream().anyMatch(track -> track.isPending(step))) {
      writer.settle(done.features(), tracks.all(), step);
    }
    for (ObjectTrack track : tracks.all()) {
      track.forgetBefore(step + 1);
      selector.forget(track.bank(), step, Direction.FORWARD);
    }
    done.close();
    current = null;
  }

  /** Lets go of the current frame. The network stays open. */
  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  /** The frame advanced to last; encoded only once somebody needs it. */
  private final class CurrentFrame implements AutoCloseable {
    final long index;
    final long timestampUs;
    final Size size;
    final Frame picture;
    private @Nullable ImageFeatures features;

    CurrentFrame(Frame frame) {
      index = frame.index();
      timestampUs = frame.timestampUs();
      size = frame.size();
      picture = frame;
      preprocessor.load(frame);
    }

    ImageFeatures features() {
      if (features == null) {
        features = network.encodeImage(preprocessor.pixels());
      }
      return features;
    }

    @Override
    public void close() {
      if (features != null) {
        features.close();
      }
    }
  }
}
