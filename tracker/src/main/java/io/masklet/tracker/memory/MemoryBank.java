package io.masklet.tracker.memory;

import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ObjectPointer;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one object's past is kept in, by frame: conditioning frames, and the memories and pointers
 * of frames that were only tracked. A frame is one or the other, never both.
 *
 * <p>Grows until somebody forgets: {@link MemorySelector#forget} keeps a stream's bank constant in
 * size, as it alone knows what can still be selected.
 *
 * <p>Not thread-safe; owned by its {@code ObjectTrack}.
 */
public final class MemoryBank {

  private final NavigableMap<Long, MemoryEntry> conditioning = new TreeMap<>();
  private final NavigableMap<Long, FrameMemory> memories = new TreeMap<>();
  private final NavigableMap<Long, ObjectPointer> pointers = new TreeMap<>();

  /** Files the memory of a frame in place of what was known of it. */
  public void put(MemoryEntry entry) {
    remove(entry.frame());
    if (entry.conditioning()) {
      conditioning.put(entry.frame(), entry);
    } else {
      memories.put(entry.frame(), entry.memory());
      pointers.put(entry.frame(), entry.pointer());
    }
  }

  /** Forgets a frame. */
  public void remove(long frame) {
    conditioning.remove(frame);
    memories.remove(frame);
    pointers.remove(frame);
  }

  /** Forgets all frames. */
  public void clear() {
    conditioning.clear();
    memories.clear();
    pointers.clear();
  }

  /** Makes a conditioning frame one that was only tracked, if it is one. */
  public void demote(long frame) {
    MemoryEntry entry = conditioning.get(frame);
    if (entry != null) {
      put(new MemoryEntry(frame, entry.memory(), entry.pointer(), false));
    }
  }

  /** Conditioning frames in ascending order. */
  public NavigableSet<Long> conditioningFrames() {
    return Collections.unmodifiableNavigableSet(conditioning.navigableKeySet());
  }

  public boolean isConditioning(long frame) {
    return conditioning.containsKey(frame);
  }

  /**
   * What is remembered of a conditioning frame.
   *
   * @throws NullPointerException if it is not one
   */
  public MemoryEntry conditioning(long frame) {
    return Objects.requireNonNull(conditioning.get(frame), "not a conditioning frame: " + frame);
  }

  /** The memory of a frame that was only tracked, or null. */
  public @Nullable FrameMemory memory(long frame) {
    return memories.get(frame);
  }

  /** The pointer of a frame that was only tracked, or null; outlives its memory. */
  public @Nullable ObjectPointer pointer(long frame) {
    return pointers.get(frame);
  }

  /** Files the pointer of a frame that was only tracked, whose memory no frame can select. */
  public void putPointer(long frame, ObjectPointer pointer) {
    pointers.put(frame, pointer);
  }

  /** Whether nothing conditions, so that the object cannot be tracked. */
  public boolean isEmpty() {
    return conditioning.isEmpty();
  }

  /** How many frames' memories are held, conditioning frames included. */
  public int memoryCount() {
    return conditioning.size() + memories.size();
  }

  /** How many frames' pointers are held, conditioning frames included. */
  public int pointerCount() {
    return conditioning.size() + pointers.size();
  }

  void forgetMemories(Predicate<Long> frames) {
    memories.keySet().removeIf(frames);
  }

  void forgetPointers(Predicate<Long> frames) {
    pointers.keySet().removeIf(frames);
  }
}
