package io.masklet.cli.eval;

import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.BoundaryAccuracy;
import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.FrameScore;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of one sequence, its truth in memory: the simulated annotator looks at it often. A
 * mask is an eighth of a byte a pixel, 50 KB at 480p.
 *
 * @param pictures of the sequence
 * @param truth one mask a frame
 */
record ObjectClip(String sequence, int objectId, Pictures pictures, List<Bitmap> truth) {

  /**
   * Reads the truth.
   *
   * @throws EvaluationException if a frame has none: the worst frame could not be told
   */
  static ObjectClip read(DavisDataset data, MaskSequence masks, int objectId) throws IOException {
    Pictures pictures = Pictures.open(data.picturesOf(masks.name()), masks);
    if (!pictures.frames().equals(masks.frames())) {
      throw new EvaluationException(
          "Opening the sequence '%s': the simulated annotator looks for the worst frame, so every picture needs its truth; there are %d pictures and %d masks. Leave this sequence out with --sequences."
              .formatted(masks.name(), pictures.frames().size(), masks.frames().size()));
    }
    List<Bitmap> truth = new ArrayList<>();
    for (String frame : masks.frames()) {
      truth.add(masks.masks(frame).mask(objectId));
    }
    return new ObjectClip(masks.name(), objectId, pictures, truth);
  }

  int frameCount() {
    return truth.size();
  }

  /** J of every frame, the first and the last too. */
  double[] j(List<Bitmap> found) {
    double[] j = new double[truth.size()];
    for (int i = 0; i < j.length; i++) {
      j[i] = RegionSimilarity.of(found.get(i), truth.get(i));
    }
    return j;
  }

  /** The score by DAVIS's rules: without the first and the last frame. */
  ObjectScore score(List<Bitmap> found) {
    List<FrameScore> scores = new ArrayList<>();
    for (int i = 1; i < truth.size() - 1; i++) {
      scores.add(
          new FrameScore(
              pictures.frames().get(i),
              RegionSimilarity.of(found.get(i), truth.get(i)),
              BoundaryAccuracy.of(found.get(i), truth.get(i))));
    }
    return new ObjectScore(sequence, objectId, scores);
  }
}
