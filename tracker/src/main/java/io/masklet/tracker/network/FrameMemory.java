package io.masklet.tracker.network;

/**
 * One object's spatial memory of one frame, without temporal position (that is added on use).
 *
 * @param tokens {@code [T, m]}, row-major; 256 KiB for pocket at 512 px, 1 MiB for SAM 2 at 1024 px
 */
public record FrameMemory(float[] tokens) {}
