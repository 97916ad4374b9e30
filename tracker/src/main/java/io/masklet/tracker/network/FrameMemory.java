package io.masklet.tracker.network;

/**
 * One object's spatial memory of one frame, without temporal position (that is added on use). Kept
 * in float32; the reference rounds it to bfloat16.
 *
 * @param tokens {@code [T, m]}, row-major; 144 KiB for pocket at 384 px, 1 MiB for SAM 2 at 1024 px
 */
public record FrameMemory(float[] tokens) {}
