package io.masklet.tracker.memory;

import io.masklet.tracker.network.ObjectPointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What one object's past is kept in, of constant size: conditioning frames (capped, the first one
 * pinned), as many recent frame memories as attention can ever select, and the pointers of some
 * frames before those.
 *
 * <p>Differs from the reference, which keeps every frame for ever: nothing that a future frame
 * could select is lost, except conditioning frames beyond the cap. There the reference would drop
 * the very first prompt; here it is pinned, because it is the one mask a person surely looked at.
 *
 * <p>Not thread-safe; owned by its {@code ObjectTrack}.
 */
public final class MemoryBank {

  private final int maxConditioningFrames;
  private final int memoryFrames;
  private final int pointerFrames;
  private final List<MemoryEntry> conditioning = new ArrayList<>();
  private final Deque<MemoryEntry> recent = new ArrayDeque<>();
  private final Deque<PastPointer> older = new ArrayDeque<>();
  private long lastStep = -1;

  /** What is left of a frame whose memory is too old to be selected. */
  public record PastPointer(long step, ObjectPointer pointer) {}

  /**
   * @param maxConditioningFrames how many prompted frames to keep, at least 2
   * @param memoryFrames how many frames back a frame memory can be selected, at least 1
   * @param pointerFrames how many frames back an object pointer can be selected, at least as many
   */
  public MemoryBank(int maxConditioningFrames, int memoryFrames, int pointerFrames) {
    if (maxConditioningFrames < 2 || memoryFrames < 1 || pointerFrames < memoryFrames) {
      throw new IllegalArgumentException(
          "memory bank: expected maxConditioningFrames >= 2 and 1 <= memoryFrames <= pointerFrames,"
              + " got %d, %d and %d".formatted(maxConditioningFrames, memoryFrames, pointerFrames));
    }
    this.maxConditioningFrames = maxConditioningFrames;
    this.memoryFrames = memoryFrames;
    this.pointerFrames = pointerFrames;
  }

  /**
   * Adds the memory of a frame and forgets what no later frame can select.
   *
   * @throws IllegalArgumentException if the frame is not later than all before it
   */
  public void add(MemoryEntry entry) {
    if (entry.step() <= lastStep) {
      throw new IllegalArgumentException(
          "memory bank: expected a step after %d, got %d".formatted(lastStep, entry.step()));
    }
    lastStep = entry.step();
    if (entry.conditioning()) {
      addConditioning(entry);
    } else {
      recent.addLast(entry);
    }
    forget();
  }

  private void addConditioning(MemoryEntry entry) {
    conditioning.add(entry);
    if (conditioning.size() > maxConditioningFrames) {
      conditioning.remove(1);
    }
  }

  private void forget() {
    while (!recent.isEmpty() && recent.getFirst().step() <= lastStep - memoryFrames) {
      MemoryEntry faded = recent.removeFirst();
      older.addLast(new PastPointer(faded.step(), faded.pointer()));
    }
    while (!older.isEmpty() && older.getFirst().step() <= lastStep - pointerFrames) {
      older.removeFirst();
    }
  }

  /** Prompted frames, oldest first. */
  public List<MemoryEntry> conditioning() {
    return List.copyOf(conditioning);
  }

  /**
   * Frames without a prompt that are young enough for their memory to be selected, oldest first.
   */
  public List<MemoryEntry> recent() {
    return List.copyOf(recent);
  }

  /** Frames before those, of which the pointer can still be selected, oldest first. */
  public List<PastPointer> older() {
    return List.copyOf(older);
  }

  public boolean isEmpty() {
    return lastStep < 0;
  }
}
