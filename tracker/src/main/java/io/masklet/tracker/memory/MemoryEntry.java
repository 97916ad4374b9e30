package io.masklet.tracker.memory;

import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ObjectPointer;

/**
 * What an object remembers of one frame.
 *
 * @param frame number of the frame; ages are differences of these numbers. A stream counts the
 *     frames it was given, so that skipped ones leave no holes
 * @param memory spatial memory
 * @param pointer object pointer, already mixed with the no-object pointer
 * @param conditioning whether the frame is always eligible as memory, because a person prompted it
 */
public record MemoryEntry(
    long frame, FrameMemory memory, ObjectPointer pointer, boolean conditioning) {}
