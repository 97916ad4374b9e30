package io.masklet.tracker.network;

import java.util.List;
import java.util.Objects;

/**
 * The selection of an object's memory that is shown to attention for one frame.
 *
 * @param memories at least one frame memory; conditioning frames first, then oldest to newest
 * @param pointers object pointers with their age; may be empty
 */
public record MemoryWindow(List<MemorySlot> memories, List<PointerSlot> pointers) {

  public MemoryWindow {
    memories = List.copyOf(memories);
    pointers = List.copyOf(pointers);
    if (memories.isEmpty()) {
      throw new IllegalArgumentException(
          "memory window: expected at least one frame memory, got none; use withoutMemory()");
    }
  }

  /**
   * A frame memory and its place in time.
   *
   * @param temporalIndex row of the temporal encoding: 6 (numMaskmem - 1) for a conditioning frame,
   *     else age in frames minus 1
   */
  public record MemorySlot(FrameMemory memory, int temporalIndex) {}

  /**
   * An object pointer and its age.
   *
   * @param time age in frames over (maxObjectPointers - 1)
   */
  public record PointerSlot(ObjectPointer pointer, float time) {}

  /** Whether both windows can share one batch: the same places in time. */
  public boolean hasSameLayoutAs(MemoryWindow other) {
    return temporalIndices().equals(other.temporalIndices())
        && pointerTimes().equals(other.pointerTimes());
  }

  /** What the object looked like, as far as its memories know. */
  public List<Appearance> appearances() {
    return memories.stream()
        .map(slot -> slot.memory().appearance())
        .filter(Objects::nonNull)
        .toList();
  }

  /** The temporal index of every memory, in order. */
  public List<Integer> temporalIndices() {
    return memories.stream().map(MemorySlot::temporalIndex).toList();
  }

  /** The time of every pointer, in order. */
  public List<Float> pointerTimes() {
    return pointers.stream().map(PointerSlot::time).toList();
  }
}
