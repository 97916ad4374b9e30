package io.masklet.core.eval;

import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.SquaredDistance;
import io.masklet.core.prompt.Click;
import java.util.Optional;

/**
 * Clicks as a person would who sees what is wrong: in the middle of the largest error.
 *
 * <p>The middle is the pixel farthest from where the error ends; the picture's edge ends it too. A
 * piece that is missing gets a positive click, a piece too much a negative one, whichever goes
 * deeper; of equals, the negative one. Of several middles the first in reading order is taken.
 *
 * @see <a href="https://arxiv.org/abs/2408.00714">Ravi et al., SAM 2, 2024, section 6.1</a>
 */
// Source: facebookresearch/sam2@2b90b9f,
// sam2/modeling/sam2_utils.py#sample_one_point_from_error_center.
// Differs: no click where nothing is wrong (there, a negative one in the upper left corner).
public final class SimulatedAnnotator {

  private SimulatedAnnotator() {}

  /**
   * The click that comes next.
   *
   * @param mask what there is so far; empty before the first click
   * @param truth what the person wants, of the same size
   * @return the centre of a pixel; empty if mask and truth are the same
   */
  public static Optional<Click> next(Bitmap mask, Bitmap truth) {
    Depth missing = Depth.of(truth.minus(mask));
    Depth surplus = Depth.of(mask.minus(truth));
    if (missing.squared == 0 && surplus.squared == 0) {
      return Optional.empty();
    }
    boolean positive = missing.squared > surplus.squared;
    Depth deepest = positive ? missing : surplus;
    int width = truth.size().widthPx();
    double x = deepest.pixel % width + 0.5;
    double y = deepest.pixel / width + 0.5;
    return Optional.of(positive ? Click.positive(x, y) : Click.negative(x, y));
  }

  /** The pixel farthest from the end of an error, and how far that is. */
  private record Depth(int pixel, double squared) {

    static Depth of(Bitmap error) {
      double[] distances = new SquaredDistance(error).values();
      int deepest = 0;
      for (int pixel = 1; pixel < distances.length; pixel++) {
        deepest = distances[pixel] > distances[deepest] ? pixel : deepest;
      }
      return new Depth(deepest, distances[deepest]);
    }
  }
}
