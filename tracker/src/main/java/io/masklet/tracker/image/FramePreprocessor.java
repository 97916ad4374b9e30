package io.masklet.tracker.image;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.tensor.PillowRgbResizer;
import io.masklet.core.tensor.RgbResizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Frame in, network input out: stretched to the square (not letter-boxed), then normalised with the
 * ImageNet mean and deviation.
 *
 * <p>One buffer, reused for every frame. Source: facebookresearch/sam2@2b90b9f,
 * sam2/utils/transforms.py and sam2/utils/misc.py. There, video frames from JPEG files are resized
 * by Pillow ({@link #ofReference}), those of MP4 by whatever FFmpeg has as default, and single
 * pictures by antialiased bilinear; by default every frame goes the last way here.
 */
public final class FramePreprocessor {

  private static final float[] IMAGENET_MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] IMAGENET_STD = {0.229f, 0.224f, 0.225f};

  private interface Resizer {
    void resize(ByteBuffer rgb, FloatBuffer out);
  }

  private interface ResizerMaker {
    Resizer make(Size video, int sidePx);
  }

  private final int modelSidePx;
  private final ResizerMaker maker;
  private final FloatBuffer pixels;
  private @Nullable Size video;
  private @Nullable Resizer resizer;

  /** Antialiased bilinear. */
  public FramePreprocessor(int modelSidePx) {
    this(
        modelSidePx,
        (video, sidePx) -> new RgbResizer(video, sidePx, IMAGENET_MEAN, IMAGENET_STD)::resize);
  }

  private FramePreprocessor(int modelSidePx, ResizerMaker maker) {
    this.modelSidePx = modelSidePx;
    this.maker = maker;
    this.pixels =
        ByteBuffer.allocateDirect(3 * modelSidePx * modelSidePx * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Pillow's bicubic on bytes, as the reference loads the frames of a video from pictures. */
  public static FramePreprocessor ofReference(int modelSidePx) {
    return new FramePreprocessor(
        modelSidePx,
        (video, sidePx) ->
            new PillowRgbResizer(video, sidePx, IMAGENET_MEAN, IMAGENET_STD)::resize);
  }

  /** Replaces {@link #pixels()} by those of this frame. */
  public void load(Frame frame) {
    Resizer ready = resizer;
    if (ready == null || !frame.size().equals(video)) {
      ready = maker.make(frame.size(), modelSidePx);
      video = frame.size();
      resizer = ready;
    }
    ready.resize(frame.rgb(), pixels);
  }

  /** {@code [1, 3, S, S]}, direct; overwritten by the next {@link #load}. */
  public FloatBuffer pixels() {
    return pixels;
  }
}
