package io.masklet.tracker.network;

import java.nio.FloatBuffer;

/**
 * What the image encoder made of one frame. Shared by all objects of the frame and by every prompt
 * on it.
 *
 * <p>The buffers are direct and in native byte order, so a runtime can read them in place.
 * <b>Ownership.</b> The receiver closes it; the buffers then return to the network that made them.
 */
public final class ImageFeatures implements AutoCloseable {

  private final FloatBuffer embedding;
  private final FloatBuffer highRes4;
  private final FloatBuffer highRes8;
  private final Runnable onClose;
  private boolean closed;

  /**
   * @param embedding image embedding {@code [1, d, g, g]}, stride 16
   * @param highRes4 {@code [1, d/8, 4g, 4g]}, stride 4
   * @param highRes8 {@code [1, d/4, 2g, 2g]}, stride 8
   * @param onClose gives the buffers back; called once
   */
  public ImageFeatures(
      FloatBuffer embedding, FloatBuffer highRes4, FloatBuffer highRes8, Runnable onClose) {
    this.embedding = embedding;
    this.highRes4 = highRes4;
    this.highRes8 = highRes8;
    this.onClose = onClose;
  }

  public FloatBuffer embedding() {
    return open(embedding);
  }

  public FloatBuffer highRes4() {
    return open(highRes4);
  }

  public FloatBuffer highRes8() {
    return open(highRes8);
  }

  private FloatBuffer open(FloatBuffer buffer) {
    if (closed) {
      throw new IllegalStateException("these image features were closed; their buffers are reused");
    }
    return buffer;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
