package io.masklet.tracker.image;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.tensor.RgbResizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Frame in, network input out: stretched to the square (not letter-boxed) by antialiased bilinear
 * resizing, then normalised with the ImageNet mean and deviation.
 *
 * <p>One buffer, reused for every frame. Source: facebookresearch/sam2@2b90b9f,
 * sam2/utils/transforms.py. Differs: the reference's video loaders use other kernels for JPEG
 * (bicubic) and MP4 (whatever FFmpeg has as default); here every frame goes the way of its image
 * predictor.
 */
public final class FramePreprocessor {

  private static final float[] IMAGENET_MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] IMAGENET_STD = {0.229f, 0.224f, 0.225f};

  private final int modelSidePx;
  private final FloatBuffer pixels;
  private @Nullable RgbResizer resizer;

  public FramePreprocessor(int modelSidePx) {
    this.modelSidePx = modelSidePx;
    this.pixels =
        ByteBuffer.allocateDirect(3 * modelSidePx * modelSidePx * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /** Replaces {@link #pixels()} by those of this frame. */
  public void load(Frame frame) {
    resizerFor(frame.size()).resize(frame.rgb(), pixels);
  }

  /** {@code [1, 3, S, S]}, direct; overwritten by the next {@link #load}. */
  public FloatBuffer pixels() {
    return pixels;
  }

  private RgbResizer resizerFor(Size video) {
    if (resizer == null || !resizer.input().equals(video)) {
      resizer = new RgbResizer(video, modelSidePx, IMAGENET_MEAN, IMAGENET_STD);
    }
    return resizer;
  }
}
