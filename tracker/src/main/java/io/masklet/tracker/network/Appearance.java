package io.masklet.tracker.network;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;

/**
 * What one object looks like, as against all that surrounded it in one frame: a weight for every
 * channel of the {@linkplain FeatureCells features} of a cell, learned by {@link AppearanceFit}.
 * Memory attention was trained to find any object in any video; this was made for this one object
 * in this video, and knows nothing of places.
 *
 * @param weights one a channel, in the order of {@link FeatureCells}; not changed any more
 * @param bias the score where all features are 0
 */
public record Appearance(float[] weights, float bias) {

  /**
   * How much every part of a frame looks like the object: about 1 where as inside the mask it was
   * learned from, about -1 where as outside.
   *
   * @param gridSide g
   * @return {@code [4g, 4g]}
   */
  public MaskLogits scores(ImageFeatures features, int gridSide) {
    float[] scores = FeatureCells.weighted(features, gridSide, weights);
    for (int i = 0; i < scores.length; i++) {
      scores[i] += bias;
    }
    return Resample.bilinear(
        new MaskLogits(Size.square(2 * gridSide), scores), Size.square(4 * gridSide));
  }
}
