package io.masklet.tracker.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * What one object's past is kept in, of constant size: conditioning frames (capped, the first one
 * pinned), and as many recent frames as attention can ever select.
 *
 * <p>Differs from the reference, which keeps every frame for ever: nothing that a future frame
 * could select is lost, except conditioning frames beyond the cap. There the reference would drop
 * the very first prompt; here it is pinned, because it is the one mask a person surely looked at.
 *
 * <p>Not thread-safe; owned by its {@code ObjectTrack}.
 */
public final class MemoryBank {

  private final int maxConditioningFrames;
  private final int recentFrames;
  private final List<MemoryEntry> conditioning = new ArrayList<>();
  private final Deque<MemoryEntry> recent = new ArrayDeque<>();

  /**
   * @param maxConditioningFrames how many prompted frames to keep, at least 2
   * @param recentFrames how many frames back a pointer or memory can be selected, at least 1
   */
  public MemoryBank(int maxConditioningFrames, int recentFrames) {
    if (maxConditioningFrames < 2 || recentFrames < 1) {
      throw new IllegalArgumentException(
          "memory bank: expected maxConditioningFrames >= 2 and recentFrames >= 1, got %d and %d"
              .formatted(maxConditioningFrames, recentFrames));
    }
    this.maxConditioningFrames = maxConditioningFrames;
    this.recentFrames = recentFrames;
  }

  /**
   * Adds the memory of a frame and forgets what no later frame can select.
   *
   * @throws IllegalArgumentException if the frame is not later than all before it
   */
  public void add(MemoryEntry entry) {
    if (entry.step() <= lastStep()) {
      throw new IllegalArgumentException(
          "memory bank: expected a step after %d, got %d".formatted(lastStep(), entry.step()));
    }
    if (entry.conditioning()) {
      conditioning.add(entry);
      if (conditioning.size() > maxConditioningFrames) {
        conditioning.remove(1);
      }
    } else {
      recent.addLast(entry);
    }
    while (!recent.isEmpty() && recent.getFirst().step() <= entry.step() - recentFrames) {
      recent.removeFirst();
    }
  }

  /** Prompted frames, oldest first. */
  public List<MemoryEntry> conditioning() {
    return List.copyOf(conditioning);
  }

  /** Frames without a prompt, oldest first. */
  public Collection<MemoryEntry> recent() {
    return List.copyOf(recent);
  }

  public boolean isEmpty() {
    return conditioning.isEmpty() && recent.isEmpty();
  }

  private long lastStep() {
    long lastPrompted =
        conditioning.isEmpty() ? -1 : conditioning.get(conditioning.size() - 1).step();
    return recent.isEmpty() ? lastPrompted : Math.max(lastPrompted, recent.getLast().step());
  }
}
