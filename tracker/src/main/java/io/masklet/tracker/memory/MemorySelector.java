package io.masklet.tracker.memory;

import io.masklet.models.registry.ModelSpec;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.MemoryWindow;
import io.masklet.tracker.network.MemoryWindow.MemorySlot;
import io.masklet.tracker.network.MemoryWindow.PointerSlot;
import io.masklet.tracker.network.ObjectPointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what of a memory bank attention gets to see: conditioning frames, the frames before the
 * current one on the way (up to {@link ModelSpec#recentMemories}), and the object pointers of all
 * of those and of up to 15 frames before. Conditioning frames that lie ahead are seen too, but not
 * their pointers.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f,
 * sam2/modeling/sam2_base.py#_prepare_memory_conditioned_features, with memory stride 1. Differs
 * where conditioning frames are capped: there the closest are chosen, here the first of all stays,
 * because it is the one mask a person surely looked at.
 */
public final class MemorySelector {

  private final int conditioningIndex;
  private final int recentMemories;
  private final int maxPointerAge;
  private final int maxConditioningFrames;
  private final boolean promptsStartAnew;

  /**
   * @param maxConditioningFrames how many conditioning frames attention sees at most; at least 2
   * @param videoFrames length of the video, which in the reference shortens how far back pointers
   *     reach; {@code Long.MAX_VALUE} if unknown or endless
   * @param promptsStartAnew whether tracked frames that lie behind the latest prompt are left out,
   *     as the reference does not: where a person corrected a mask, they show the mistake
   */
  public MemorySelector(
      ModelSpec spec, int maxConditioningFrames, long videoFrames, boolean promptsStartAnew) {
    this.conditioningIndex = spec.numMaskmem() - 1;
    this.recentMemories = spec.recentMemories();
    this.maxPointerAge = (int) Math.max(1, Math.min(spec.maxObjectPointers(), videoFrames) - 1);
    this.maxConditioningFrames = maxConditioningFrames;
    this.promptsStartAnew = promptsStartAnew;
  }

  /**
   * The window for one frame.
   *
   * @return null if there is nothing to look at
   */
  public @Nullable MemoryWindow select(MemoryBank bank, long frame, Direction direction) {
    return select(bank, frame, direction, bank.conditioningFrames());
  }

  /** The same without what is remembered of this very frame. */
  public @Nullable MemoryWindow selectOthers(MemoryBank bank, long frame, Direction direction) {
    NavigableSet<Long> others = new TreeSet<>(bank.conditioningFrames());
    others.remove(frame);
    return select(bank, frame, direction, others);
  }

  private @Nullable MemoryWindow select(
      MemoryBank bank, long frame, Direction direction, NavigableSet<Long> conditioning) {
    NavigableSet<Long> chosen = closest(conditioning, frame, maxConditioningFrames);
    List<MemorySlot> memories = new ArrayList<>();
    List<PointerSlot> pointers = new ArrayList<>();
    for (long each : chosen) {
      MemoryEntry entry = bank.conditioning(each);
      memories.add(new MemorySlot(entry.memory(), conditioningIndex));
      long age = direction.age(frame, each);
      if (age >= 0) {
        pointers.add(pointerSlot(entry.pointer(), age));
      }
    }
    long oldest = promptsStartAnew ? sinceLatestPrompt(conditioning, frame, direction) : horizon();
    for (int age = (int) Math.min(recentMemories, oldest); age >= 1; age--) {
      FrameMemory memory = recentMemory(bank, direction.back(frame, age), chosen);
      if (memory != null) {
        memories.add(new MemorySlot(memory, age - 1));
      }
    }
    for (int age = (int) Math.min(maxPointerAge, oldest); age >= 1; age--) {
      ObjectPointer pointer = recentPointer(bank, direction.back(frame, age), chosen);
      if (pointer != null) {
        pointers.add(pointerSlot(pointer, age));
      }
    }
    return memories.isEmpty() ? null : new MemoryWindow(memories, pointers);
  }

  /** How many frames back on the way the latest of these frames lies. */
  private long sinceLatestPrompt(NavigableSet<Long> conditioning, long frame, Direction direction) {
    return conditioning.stream()
        .mapToLong(each -> direction.age(frame, each))
        .filter(age -> age > 0)
        .min()
        .orElse(horizon());
  }

  /**
   * The conditioning frames that a frame looks at: the first of all, the nearest on either side,
   * and the next nearest, up to the cap.
   */
  public static NavigableSet<Long> closest(
      NavigableSet<Long> conditioning, long frame, int maxConditioningFrames) {
    if (conditioning.size() <= maxConditioningFrames) {
      return conditioning;
    }
    NavigableSet<Long> chosen = new TreeSet<>();
    chosen.add(conditioning.first());
    Long before = conditioning.lower(frame);
    Long after = conditioning.ceiling(frame);
    if (before != null) {
      chosen.add(before);
    }
    if (after != null && chosen.size() < maxConditioningFrames) {
      chosen.add(after);
    }
    conditioning.stream()
        .filter(each -> !chosen.contains(each))
        .sorted(Comparator.comparingLong(each -> Math.abs(each - frame)))
        .limit(maxConditioningFrames - chosen.size())
        .toList()
        .forEach(chosen::add);
    return chosen;
  }

  /** Conditioning frames that were not chosen count as tracked ones. */
  private static @Nullable FrameMemory recentMemory(
      MemoryBank bank, long frame, NavigableSet<Long> chosen) {
    return bank.isConditioning(frame) && !chosen.contains(frame)
        ? bank.conditioning(frame).memory()
        : bank.memory(frame);
  }

  private static @Nullable ObjectPointer recentPointer(
      MemoryBank bank, long frame, NavigableSet<Long> chosen) {
    return bank.isConditioning(frame) && !chosen.contains(frame)
        ? bank.conditioning(frame).pointer()
        : bank.pointer(frame);
  }

  private PointerSlot pointerSlot(ObjectPointer pointer, long age) {
    return new PointerSlot(pointer, (float) age / maxPointerAge);
  }

  /** Forgets what no frame behind this one on the way can select. */
  public void forget(MemoryBank bank, long frame, Direction direction) {
    long next = direction.back(frame, -1);
    bank.forgetMemories(each -> direction.age(next, each) > recentMemories);
    bank.forgetPointers(each -> direction.age(next, each) > maxPointerAge);
    NavigableSet<Long> kept = remembered(bank.conditioningFrames(), next, direction);
    bank.conditioningFrames().stream()
        .filter(each -> !kept.contains(each))
        .toList()
        .forEach(bank::remove);
  }

  /** Conditioning frames that {@code next}, or a frame behind it on the way, can select. */
  private NavigableSet<Long> remembered(
      NavigableSet<Long> conditioning, long next, Direction direction) {
    NavigableSet<Long> kept = new TreeSet<>(closest(conditioning, next, maxConditioningFrames));
    for (long each : conditioning) {
      if (direction.age(next, each) <= horizon()) {
        kept.add(each);
      }
    }
    return kept;
  }

  /** How many frames back on the way the memories of tracked frames are looked at. */
  public int recentMemories() {
    return recentMemories;
  }

  /** How many frames back on the way the pointers of tracked frames are looked at. */
  public int maxPointerAge() {
    return maxPointerAge;
  }

  /** How many frames back on the way anything but conditioning frames is looked at. */
  public int horizon() {
    return Math.max(recentMemories, maxPointerAge);
  }
}
