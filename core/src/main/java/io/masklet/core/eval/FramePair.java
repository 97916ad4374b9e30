package io.masklet.core.eval;

import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The truth of a frame beside what was found.
 *
 * @param frame its name
 * @param truth what is right
 * @param result what is judged, of the same size
 */
record FramePair(String frame, FrameMasks truth, FrameMasks result) {

  static FramePair read(MaskSequence truth, MaskSequence result, String frame) throws IOException {
    FrameMasks wanted = truth.masks(frame);
    FrameMasks found = result.masks(frame);
    if (!wanted.size().equals(found.size())) {
      throw new EvaluationException(
          ("Scoring frame %s of '%s': the truth in %s is %s, but the result in %s is %s. Masks are"
                  + " compared pixel by pixel; bring the result to the size of the truth, without"
                  + " smoothing.")
              .formatted(
                  frame,
                  truth.name(),
                  truth.origin(),
                  wanted.size(),
                  result.origin(),
                  found.size()));
    }
    return new FramePair(frame, wanted, found);
  }

  /**
   * @throws EvaluationException if the result lacks one of these frames
   */
  static void requireFrames(MaskSequence truth, MaskSequence result, List<String> frames)
      throws EvaluationException {
    Set<String> missing = new TreeSet<>(frames);
    result.frames().forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new EvaluationException(
          ("Scoring '%s': expected a mask in %s for every frame that is judged, but frame %s has"
                  + " none (%d of %d are missing). Give a picture for each, empty where the object"
                  + " is not seen, named as in the truth.")
              .formatted(
                  truth.name(),
                  result.origin(),
                  missing.iterator().next(),
                  missing.size(),
                  frames.size()));
    }
  }

  /** J and F of one object. */
  FrameScore score(int objectId) {
    Bitmap found = result.mask(objectId);
    Bitmap wanted = truth.mask(objectId);
    return new FrameScore(
        frame,
        RegionSimilarity.of(found, wanted, truth.unjudged()),
        BoundaryAccuracy.of(found, wanted, truth.unjudged()));
  }
}
