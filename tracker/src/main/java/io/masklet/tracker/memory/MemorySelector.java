package io.masklet.tracker.memory;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.MemoryWindow.MemorySlot;
import io.masklet.tracker.network.MemoryWindow.PointerSlot;
import io.masklet.tracker.network.ObjectPointer;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what of a memory bank attention gets to see: every conditioning frame, the frames before
 * the current one (up to {@link ModelSpec#recentMemories}), and the object pointers of all of those
 * and of up to 15 recent frames.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f,
 * sam2/modeling/sam2_base.py#_prepare_memory_conditioned_features, with memory stride 1, forward,
 * and the pointer horizon of an endless video (16).
 */
public final class MemorySelector {

  private final int conditioningIndex;
  private final int recentMemories;
  private final int maxPointerAge;

  public MemorySelector(ModelSpec spec) {
    this.conditioningIndex = spec.numMaskmem() - 1;
    this.recentMemories = spec.recentMemories();
    this.maxPointerAge = spec.maxObjectPointers() - 1;
  }

  /** A bank that keeps exactly what this can select. */
  public MemoryBank newBank(int maxConditioningFrames) {
    return new MemoryBank(
        maxConditioningFrames, recentMemories, Math.max(recentMemories, maxPointerAge));
  }

  /**
   * The window for one frame.
   *
   * @param bank of the object; not empty
   * @param step number of the frame to track, later than everything in the bank
   */
  public MemoryWindow select(MemoryBank bank, long step) {
    List<MemorySlot> memories = new ArrayList<>();
    List<PointerSlot> pointers = new ArrayList<>();
    for (MemoryEntry entry : bank.conditioning()) {
      memories.add(new MemorySlot(entry.memory(), conditioningIndex));
      pointers.add(pointerSlot(entry.pointer(), step - entry.step()));
    }
    for (MemoryBank.PastPointer past : bank.older()) {
      addRecentPointer(past.pointer(), step - past.step(), pointers);
    }
    for (MemoryEntry entry : bank.recent()) {
      long age = step - entry.step();
      if (age <= recentMemories) {
        memories.add(new MemorySlot(entry.memory(), (int) age - 1));
      }
      addRecentPointer(entry.pointer(), age, pointers);
    }
    return new MemoryWindow(memories, pointers);
  }

  private void addRecentPointer(ObjectPointer pointer, long age, List<PointerSlot> pointers) {
    if (age <= maxPointerAge) {
      pointers.add(pointerSlot(pointer, age));
    }
  }

  private PointerSlot pointerSlot(ObjectPointer pointer, long age) {
    return new PointerSlot(pointer, (float) age / maxPointerAge);
  }
}
