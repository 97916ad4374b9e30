package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.tracker.PassTracker;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.memory.MemoryEntry;
import io.masklet.tracker.memory.MemorySelector;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectTrack;
import io.masklet.tracker.object.TrackStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Brings back what a pass looks at in any of its frames, exactly: memories are made again of the
 * masks that are kept and of the pictures, a dozen frames at most.
 *
 * <p>Memories of prompted frames are kept for a while, as every pass of the object looks at them.
 */
final class Recollection {

  private static final int MAX_KEPT = 16;

  private final Sam2Network network;
  private final PassTracker tracker;
  private final FramePreprocessor preprocessor;
  private final FrameReader reader;
  private final MaskStore store;
  private long encoded;
  private final Map<Long, FrameMemory> kept =
      new LinkedHashMap<>(MAX_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, FrameMemory> eldest) {
          return size() > MAX_KEPT;
        }
      };

  Recollection(Sam2Network network, PassTracker tracker, FrameReader reader, MaskStore store) {
    this.network = network;
    this.tracker = tracker;
    this.preprocessor = tracker.newPreprocessor();
    this.reader = reader;
    this.store = store;
  }

  /** How many frames were encoded again. */
  long encoded() {
    return encoded;
  }

  /**
   * The object as a pass remembers it before one of its frames.
   *
   * @param end position of the frame; everything before it must hold
   */
  ObjectTrack before(PassChain chain, int end) throws VideoException, SessionException {
    ObjectTrack track = new ObjectTrack(chain.id().track());
    NavigableMap<Long, TrackStep> wanted = new TreeMap<>();
    MemorySelector selector = tracker.selector();
    for (int position = end - 1; position >= chain.firstSeenFrom(end); position--) {
      if (chain.isRemembered(position)) {
        PassRecord record = store.found(chain.rowAt(position));
        int age = end - position;
        if (age <= selector.recentMemories()) {
          wanted.put(chain.frame(position), record.step(0));
        } else if (age <= selector.maxPointerAge()) {
          track.bank().putPointer(chain.frame(position), record.pointer());
        }
      }
    }
    for (Map.Entry<Long, TrackStep> each : wanted.entrySet()) {
      FrameMemory memory = memoryOf(each.getKey(), each.getValue());
      track.bank().put(new MemoryEntry(each.getKey(), memory, each.getValue().pointer(), false));
    }
    lookAhead(track, chain, end);
    return track;
  }

  /** Has an object know the prompts that have come into sight on its way, too. */
  void lookAhead(ObjectTrack track, PassChain chain, int position)
      throws VideoException, SessionException {
    for (long each : chain.promptsSeenFrom(position)) {
      if (!track.bank().isConditioning(each)) {
        track.bank().put(conditioning(each, chain.anchors().name(each)));
      }
    }
  }

  private MemoryEntry conditioning(long frame, long name) throws VideoException, SessionException {
    TrackStep step = store.requireAccepted(name).step();
    FrameMemory memory = kept.get(name);
    if (memory == null) {
      memory = memoryOf(frame, step);
      kept.put(name, memory);
    }
    return new MemoryEntry(frame, memory, step.pointer(), true);
  }

  /** Keeps the memory of a prompted frame. */
  void keep(long name, FrameMemory memory) {
    kept.put(name, memory);
  }

  private FrameMemory memoryOf(long frame, TrackStep step) throws VideoException, SessionException {
    try (Frame picture = reader.require(frame)) {
      preprocessor.load(picture);
    }
    encoded++;
    try (ImageFeatures features = network.encodeImage(preprocessor.pixels())) {
      return tracker.memoryOf(features, step);
    }
  }
}
