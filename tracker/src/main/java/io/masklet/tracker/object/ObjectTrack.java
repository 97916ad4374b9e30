package io.masklet.tracker.object;

import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.memory.MemoryBank;
import io.masklet.tracker.memory.MemoryEntry;
import io.masklet.tracker.network.FrameMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All state of one object, in one place: the prompts it was given, what became of it in every
 * frame, and its memory bank. Removing an object is dropping one reference to this.
 *
 * <p>What becomes of a frame is first <em>pending</em>: seen by the user, but not remembered yet,
 * so that prompts may replace it. Once {@linkplain #settle settled} it is what later frames are
 * tracked from.
 *
 * <p>Not thread-safe; owned by its tracker.
 */
public final class ObjectTrack {

  private record Pending(TrackStep step, boolean conditioning) {}

  private final ObjectId id;
  private final MemoryBank bank = new MemoryBank();
  private final NavigableMap<Long, Prompt> prompts = new TreeMap<>();
  private final NavigableMap<Long, Pending> pending = new TreeMap<>();
  private final NavigableMap<Long, TrackStep> settled = new TreeMap<>();
  private final Map<Long, Direction> passed = new HashMap<>();

  public ObjectTrack(ObjectId id) {
    this.id = id;
  }

  public ObjectId id() {
    return id;
  }

  public MemoryBank bank() {
    return bank;
  }

  /** What a person gave for the object, by frame. */
  public NavigableMap<Long, Prompt> prompts() {
    return prompts;
  }

  /** What became of the object in a frame, pending or settled; null if nothing did yet. */
  public @Nullable TrackStep at(long frame) {
    Pending now = pending.get(frame);
    return now == null ? settled.get(frame) : now.step;
  }

  /** The way in which the object was last tracked through a frame; null if it never was. */
  public @Nullable Direction passed(long frame) {
    return passed.get(frame);
  }

  /** Notes that the object was tracked through a frame. */
  public void pass(long frame, Direction direction) {
    passed.put(frame, direction);
  }

  /**
   * Says what became of the object in a frame, until that is settled or replaced.
   *
   * @param conditioning whether the frame is to become a conditioning frame
   */
  public void setPending(long frame, TrackStep step, boolean conditioning) {
    pending.put(frame, new Pending(step, conditioning));
  }

  public boolean isPending(long frame) {
    return pending.containsKey(frame);
  }

  /** Whether the pending step of a frame is to make it a conditioning frame. */
  public boolean isPendingConditioning(long frame) {
    Pending now = pending.get(frame);
    return now != null && now.conditioning;
  }

  /** Frames with something pending, ascending. */
  public List<Long> pendingFrames() {
    return List.copyOf(pending.navigableKeySet());
  }

  /**
   * Files the pending step of a frame with the memory made of it. On a conditioning frame a step
   * that does not condition is lost: the reference drops such corrections, and no other policy
   * makes them.
   */
  public void settle(long frame, FrameMemory memory) {
    Pending done = pending.remove(frame);
    if (done == null) {
      throw new IllegalStateException("object " + id + " has nothing pending in frame " + frame);
    }
    if (done.conditioning || !bank.isConditioning(frame)) {
      bank.put(new MemoryEntry(frame, memory, done.step.pointer(), done.conditioning));
      settled.put(frame, done.step);
    }
  }

  /** Takes back what a person gave on a frame, and what is pending there. */
  public void dropPrompt(long frame) {
    prompts.remove(frame);
    pending.remove(frame);
  }

  /** Makes a conditioning frame one that was merely tracked, and was never passed through. */
  public void demote(long frame) {
    if (bank.isConditioning(frame)) {
      bank.demote(frame);
      passed.remove(frame);
    }
  }

  /** Forgets everything about a frame. */
  public void forget(long frame) {
    dropPrompt(frame);
    bank.remove(frame);
    settled.remove(frame);
    passed.remove(frame);
  }

  /** Forgets everything but who it is. */
  public void clear() {
    bank.clear();
    prompts.clear();
    pending.clear();
    settled.clear();
    passed.clear();
  }

  /** Forgets mask and prompt of a frame; the bank is not touched. */
  public void letGo(long frame) {
    dropPrompt(frame);
    settled.remove(frame);
    passed.remove(frame);
  }

  /** Forgets masks and prompts of frames before this one; the bank is not touched. */
  public void forgetBefore(long frame) {
    prompts.headMap(frame).clear();
    settled.headMap(frame).clear();
    passed.keySet().removeIf(each -> each < frame);
  }
}
