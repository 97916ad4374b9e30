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
 * Encodes the frames of a video when they are asked for, and keeps the last one with its features,
 * as people mostly correct the frame they look at.
 *
 * <p><b>Ownership.</b> Network and frames are borrowed.
 */
public final class EncodedVideo implements VideoFeatures {

  private final Sam2Network network;
  private final SeekableFrames frames;
  private final FramePreprocessor preprocessor;
  private long pictureFrame = -1;
  private @Nullable Frame picture;
  private @Nullable ImageFeatures features; // of that picture

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
    Frame shown = picture;
    if (shown == null || pictureFrame != frame) {
      close();
      shown = frames.get(frame);
      picture = shown;
      pictureFrame = frame;
    }
    return shown;
  }

  @Override
  public ImageFeatures at(long frame) throws VideoException {
    Frame shown = picture(frame);
    ImageFeatures encoded = features;
    if (encoded == null) {
      preprocessor.load(shown);
      encoded = network.encodeImage(preprocessor.pixels());
      features = encoded;
    }
    return encoded;
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
      features = null;
    }
    if (picture != null) {
      picture.close();
      picture = null;
    }
  }
}
