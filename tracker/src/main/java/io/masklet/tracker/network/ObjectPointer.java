package io.masklet.tracker.network;

/**
 * One vector that sums up an object in a frame.
 *
 * @param values {@code [d]}
 */
public record ObjectPointer(float[] values) {}
