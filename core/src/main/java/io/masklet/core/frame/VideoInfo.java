package io.masklet.core.frame;

import io.masklet.core.geom.Size;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of a video before its frames are read.
 *
 * @param name what to call it in messages: a path as the user gave it
 * @param size size of the frames handed out: upright (rotation applied) and in square pixels
 * @param averageFps frames per second over the file, if the container tells; never needed for
 *     identity, which is the timestamp
 * @param durationUs length in microseconds, if known
 * @param frameCount number of frames, if the container states it; an estimate, never trusted
 * @param container short name of the format, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param codec short name of the codec, such as {@code h264}
 * @param pixelFormat name of the coded pixel format, such as {@code yuv420p}
 * @param codedSize size of the coded picture before rotation and pixel aspect
 * @param rotationDegrees clockwise rotation that was applied: 0, 90, 180 or 270
 * @param sampleAspectRatio width of a coded pixel over its height; 1.0 for square ones
 * @param hasAudio whether the file carries a sound stream
 */
public record VideoInfo(
    String name,
    Size size,
    OptionalDouble averageFps,
    OptionalLong durationUs,
    OptionalLong frameCount,
    String container,
    String codec,
    String pixelFormat,
    Size codedSize,
    int rotationDegrees,
    double sampleAspectRatio,
    boolean hasAudio) {}
