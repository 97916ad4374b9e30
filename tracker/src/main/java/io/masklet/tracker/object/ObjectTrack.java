package io.masklet.tracker.object;

import io.masklet.tracker.memory.MemoryBank;
import io.masklet.tracker.memory.MemoryEntry;
import io.masklet.tracker.network.FrameMemory;
import org.jspecify.annotations.Nullable;

/**
 * All state of one object, in one place: its memory bank and what became of it in the current
 * frame. Removing an object is dropping one reference to this.
 *
 * <p>Not thread-safe; owned by its tracker.
 */
public final class ObjectTrack {

  private final ObjectId id;
  private final MemoryBank bank;
  private @Nullable TrackStep current;

  public ObjectTrack(ObjectId id, MemoryBank bank) {
    this.id = id;
    this.bank = bank;
  }

  public ObjectId id() {
    return id;
  }

  public MemoryBank bank() {
    return bank;
  }

  /** Whether the object was prompted on an earlier frame, so that it can be tracked on this one. */
  public boolean hasMemory() {
    return !bank.isEmpty();
  }

  /**
   * What became of the object in the current frame, or null if it was neither tracked nor prompted.
   */
  public @Nullable TrackStep current() {
    return current;
  }

  /** Replaces what became of the object in the current frame. */
  public void setCurrent(TrackStep step) {
    current = step;
  }

  /** Files the current step under the frame it belongs to and makes room for the next. */
  public void commit(long step, FrameMemory memory) {
    TrackStep done = current;
    if (done == null) {
      throw new IllegalStateException("object " + id + " has nothing to remember of step " + step);
    }
    bank.add(new MemoryEntry(step, memory, done.pointer(), done.isPrompted()));
    current = null;
  }
}
