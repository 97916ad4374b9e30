package io.masklet.tracker.memory;

import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ObjectPointer;

/**
 * What an object remembers of one frame.
 *
 * @param step number of the frame, counted in frames the tracker was given; ages are differences of
 *     steps, so skipped frames leave no holes
 * @param memory spatial memory
 * @param pointer object pointer, already mixed with the no-object pointer
 * @param conditioning whether a person prompted this frame
 */
public record MemoryEntry(
    long step, FrameMemory memory, ObjectPointer pointer, boolean conditioning) {}
