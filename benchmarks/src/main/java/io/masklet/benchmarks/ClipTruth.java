package io.masklet.benchmarks;

import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The right mask of one object in every frame of a clip.
 *
 * @param masks one a frame
 */
record ClipTruth(List<Bitmap> masks) {

  static ClipTruth of(MaskSequence sequence, int object) throws IOException {
    List<Bitmap> masks = new ArrayList<>();
    for (String frame : sequence.frames()) {
      masks.add(sequence.masks(frame).mask(object));
    }
    return new ClipTruth(masks);
  }

  Bitmap mask(int frame) {
    return masks.get(frame);
  }

  int frames() {
    return masks.size();
  }

  Size size() {
    return masks.get(0).size();
  }

  /** The worst frame but the first, which has its clicks. */
  int worst(List<Bitmap> found) {
    int worst = 1;
    for (int i = 2; i < masks.size(); i++) {
      if (j(found, i) < j(found, worst)) {
        worst = i;
      }
    }
    return worst;
  }

  /** By DAVIS's rules: without the first and the last frame. */
  double meanJ(List<Bitmap> found) {
    double sum = 0;
    for (int i = 1; i < masks.size() - 1; i++) {
      sum += j(found, i);
    }
    return sum / (masks.size() - 2);
  }

  private double j(List<Bitmap> found, int frame) {
    return RegionSimilarity.of(found.get(frame), masks.get(frame));
  }
}
