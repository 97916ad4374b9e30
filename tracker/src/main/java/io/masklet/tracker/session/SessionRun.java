package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.memory.MemoryBank;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackStep;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.pipeline.SourceOpener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what a session lacks, and nothing else: goes to the first frame whose results do not hold,
 * remembers what lies before it, and walks on until the results that are there hold again.
 */
final class SessionRun implements AutoCloseable {

  /** Frames between two savings of what is remembered; a killed run loses no more than this. */
  private static final int FRAMES_PER_MEMORY_FILE = 16;

  /** What came of one frame. */
  private record Walked(FrameResult result, long stateAfter, Map<ObjectId, MemoryBank> memory) {}

  private final Sam2Network network;
  private final SourceOpener opener;
  private final TrackerConfig config;
  private final SessionState state;
  private final MaskStore store;
  private final MemoryFiles memoryFiles;
  private final long start;
  private final Chain chain;
  private final Digest digest = new Digest();
  private final MaskPostprocessor postprocessor;
  private StreamingTracker tracker;
  private @Nullable FrameSource source;
  private long nextFrame;
  private long tracked;
  private long rewalked;

  SessionRun(
      Sam2Network network,
      SourceOpener opener,
      TrackerConfig config,
      SessionState state,
      MaskStore store,
      MemoryFiles memoryFiles,
      long start) {
    this.network = network;
    this.opener = opener;
    this.config = config;
    this.state = state;
    this.store = store;
    this.memoryFiles = memoryFiles;
    this.start = start;
    this.chain = new Chain(state, store.index(), start);
    this.postprocessor = config.newPostprocessor(false);
    this.tracker = new StreamingTracker(network, config);
  }

  RunReport run(RunProgress progress) throws VideoException, SessionException {
    Optional<VideoException> brokenBy = Optional.empty();
    chain.extend();
    try {
      while (!isComplete() && !progress.isCancelled() && goBack()) {
        trackUntilHeld(progress);
      }
    } catch (VideoException e) {
      if (e.kind() != VideoException.Kind.BROKEN) {
        throw e;
      }
      brokenBy = Optional.of(e);
    }
    List<Long> unreached =
        isComplete()
            ? state.anchoredFrames().stream().filter(frame -> frame >= chain.length()).toList()
            : List.of();
    return new RunReport(
        Math.min(chain.length(), store.videoFrames().orElse(Long.MAX_VALUE)),
        tracked,
        rewalked,
        isComplete(),
        brokenBy,
        unreached);
  }

  private boolean isComplete() {
    return store.videoFrames().isPresent() && chain.length() >= store.videoFrames().getAsLong();
  }

  /** Remembers what lies before the first frame that does not hold; false if there is none. */
  private boolean goBack() throws VideoException, SessionException {
    nextFrame = 0;
    tracker.close();
    tracker = new StreamingTracker(network, config);
    List<MemoryFiles.Known> known = memoryFiles.all();
    for (int i = known.size() - 1; i >= 0 && nextFrame == 0; i--) {
      resume(known.get(i));
    }
    closeSource();
    FrameSource opened = opener.open();
    source = opened;
    for (long skipped = 0; skipped < nextFrame; skipped++) {
      Frame frame = opened.next();
      if (frame == null) {
        return end(skipped);
      }
      frame.close();
    }
    while (nextFrame < chain.length()) {
      if (walk() == null) {
        return end(nextFrame);
      }
      rewalked++;
    }
    return true;
  }

  private void resume(MemoryFiles.Known known) throws SessionException {
    if (known.frame() >= chain.length()
        || chain.stateBefore((int) known.frame() + 1) != known.state()) {
      return;
    }
    Map<ObjectId, MemoryBank> memory = memoryFiles.load(known);
    if (memory != null && digest.of(start, memory) == known.state()) {
      tracker.resume(known.frame(), memory);
      nextFrame = known.frame() + 1;
    }
  }

  /** Goes on until the next frame holds already, the video ends or somebody asks to stop. */
  private void trackUntilHeld(RunProgress progress) throws VideoException, SessionException {
    do {
      Walked walked = walk();
      if (walked == null) {
        end(nextFrame);
        return;
      }
      store.add(walked.result, chain.nextKey(), walked.stateAfter);
      tracked++;
      if (nextFrame % FRAMES_PER_MEMORY_FILE == 0) {
        memoryFiles.save(nextFrame - 1, walked.stateAfter, walked.memory);
      }
      chain.extend();
      progress.frameDone(walked.result);
    } while (chain.length() == nextFrame && !isComplete() && !progress.isCancelled());
  }

  /** Notes how long the video is. */
  private boolean end(long frames) throws SessionException {
    if (store.videoFrames().orElse(-1) != frames) {
      store.addLength(frames);
    }
    return false;
  }

  /** Tracks the next frame; null after the last one. */
  private @Nullable Walked walk() throws VideoException, SessionException {
    try (Frame frame = Objects.requireNonNull(source).next()) {
      if (frame == null) {
        return null;
      }
      tracker.advance(frame);
      for (Anchor anchor : state.anchorsAt(nextFrame)) {
        follow(anchor);
      }
      FrameResult result = resultOf(tracker.found(), nextFrame);
      Map<ObjectId, MemoryBank> memory = tracker.memory();
      nextFrame++;
      return new Walked(result, digest.of(start, memory), memory);
    }
  }

  /** The mask a person accepted, or what becomes of the prompt the first time it is followed. */
  private void follow(Anchor anchor) throws SessionException {
    ObjectId track = anchor.track();
    tracker.ensureObject(track);
    TrackStep accepted = store.accepted(anchor.number(), track.value());
    if (accepted != null) {
      tracker.adopt(track, accepted);
      return;
    }
    if (anchor.corrected() != null) {
      startFrom(anchor.corrected());
    }
    tracker.prompt(track, anchor.prompt());
    int fillAreaPx = anchor.prompt() instanceof Prompt.Points ? config.fillHoleAreaPx() : 0;
    store.accept(anchor, Objects.requireNonNull(tracker.step(track)), fillAreaPx);
  }

  /** The mask so far helps; clicks that were never followed are among the later ones. */
  private void startFrom(Anchor corrected) throws SessionException {
    TrackStep before = store.accepted(corrected.number(), corrected.track().value());
    if (before != null) {
      tracker.adopt(corrected.track(), before);
    } else if (corrected.prompt() instanceof Prompt.Mask) {
      tracker.prompt(corrected.track(), corrected.prompt());
    }
  }

  private FrameResult resultOf(TrackedFrame found, long frame) {
    List<MaskObservation> masks = postprocessor.atVideoSize(found);
    List<ObjectResult> objects = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      MaskObservation mask = masks.get(i);
      objects.add(
          new ObjectResult(
              new ObjectId(mask.objectId()),
              Rle.encode(mask.mask()),
              mask.objectScore(),
              mask.predictedIou(),
              mask.signals(),
              mask.prompted()));
    }
    return new FrameResult(frame, found.timestampUs(), objects);
  }

  private void closeSource() {
    if (source != null) {
      source.close();
      source = null;
    }
  }

  @Override
  public void close() {
    tracker.close();
    closeSource();
  }
}
