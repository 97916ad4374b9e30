package io.masklet.core.geom;

/**
 * The way from video space (pixels of the file) to model space (a square of {@code modelSidePx}).
 *
 * <p>Frames are <em>stretched</em> to the square, not letter-boxed, so x and y have factors of
 * their own. This is the only place that divides by the width of a video.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_video_predictor.py#add_new_points_or_box.
 *
 * @param video size of the frame
 * @param modelSidePx side of the network's input
 */
public record VideoToModel(Size video, int modelSidePx) {

  public VideoToModel {
    if (modelSidePx < 1) {
      throw new IllegalArgumentException("modelSidePx: expected >= 1, got " + modelSidePx);
    }
  }

  /** Model-space x of a video-space x. */
  public float modelX(double videoX) {
    return (float) (videoX / video.widthPx() * modelSidePx);
  }

  /** Model-space y of a video-space y. */
  public float modelY(double videoY) {
    return (float) (videoY / video.heightPx() * modelSidePx);
  }
}
