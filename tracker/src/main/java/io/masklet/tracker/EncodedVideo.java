package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.SeekableFrames;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.Sam2Network;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the frames of a video when they are asked for, and keeps the features of the last one, as
 * people mostly correct the frame they look at.
 *
 * <p><b>Ownership.</b> Network and frames are borrowed.
 */
public final class EncodedVideo implements VideoFeatures {

  private final Sam2Network network;
  private final SeekableFrames frames;
  private final FramePreprocessor preprocessor;
  private long cachedFrame = -1;
  private @Nullable ImageFeatures cached;

  /** With frames prepared as the policy says. */
  public EncodedVideo(Sam2Network network, SeekableFrames frames, Policy policy) {
    this.network = network;
    this.frames = frames;
    this.preprocessor = policy.newPreprocessor(network.spec());
  }

  @Override
  public Size size() {
    return frames.size();
  }

  @Override
  public long frameCount() {
    return frames.count();
  }

  @Override
  public long timestampUs(long frame) {
    return frames.timestampUs(frame);
  }

  @Override
  public Frame picture(long frame) throws VideoException {
    return frames.get(frame);
  }

  @Override
  public ImageFeatures at(long frame) throws VideoException {
    ImageFeatures features = cached;
    if (features == null || cachedFrame != frame) {
      close();
      try (Frame picture = frames.get(frame)) {
        preprocessor.load(picture);
      }
      features = network.encodeImage(preprocessor.pixels());
      cached = features;
      cachedFrame = frame;
    }
    return features;
  }

  @Override
  public void close() {
    if (cached != null) {
      cached.close();
      cached = null;
    }
  }
}
