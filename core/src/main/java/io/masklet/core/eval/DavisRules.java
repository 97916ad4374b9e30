package io.masklet.core.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * DAVIS 2016 and 2017, semi-supervised: objects are those of the first frame, each judged in all
 * frames but the first, which was given, and the last.
 *
 * <p>Objects of the result that are missing count as never found; ids beyond those of the truth are
 * an error.
 */
// Source: davisvideochallenge/davis2017-evaluation@30b698a, davis2017/evaluation.py and davis.py.
// Differs: pixels of value 255 in the truth are not judged, as metrics.py means it; evaluation.py
// looks for 255 in masks that were made 0 and 1 before, so that there they are background. Ids that
// the first frame leaves out (1 and 3, without 2) are no objects; there they are, without pixels.
public final class DavisRules implements ScoringRules {

  @Override
  public List<ObjectScore> score(MaskSequence truth, MaskSequence result) throws IOException {
    List<String> frames = judged(truth);
    FramePair.requireFrames(truth, result, frames);
    List<Integer> objects = objects(truth);
    List<List<FrameScore>> scores = new ArrayList<>();
    objects.forEach(object -> scores.add(new ArrayList<>()));
    for (String frame : frames) {
      FramePair pair = FramePair.read(truth, result, frame);
      requireKnown(pair, objects, result);
      for (int i = 0; i < objects.size(); i++) {
        scores.get(i).add(pair.score(objects.get(i)));
      }
    }
    List<ObjectScore> judged = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      judged.add(new ObjectScore(truth.name(), objects.get(i), scores.get(i)));
    }
    return judged;
  }

  private static List<String> judged(MaskSequence truth) throws EvaluationException {
    List<String> frames = truth.frames();
    if (frames.size() < 3) {
      throw new EvaluationException(
          ("Scoring '%s': DAVIS leaves out the first and the last frame, and %s has %d in all. Give"
                  + " a sequence of at least 3 frames, or score by other rules.")
              .formatted(truth.name(), truth.origin(), frames.size()));
    }
    return frames.subList(1, frames.size() - 1);
  }

  /**
   * The objects that are judged: those the first frame shows.
   *
   * @return ids, in order
   * @throws EvaluationException if there are none
   */
  public static List<Integer> objects(MaskSequence truth) throws IOException {
    String first = truth.frames().get(0);
    List<Integer> objects =
        truth.masks(first).objects().entrySet().stream()
            .filter(object -> !object.getValue().isEmpty())
            .map(java.util.Map.Entry::getKey)
            .toList();
    if (objects.isEmpty()) {
      throw new EvaluationException(
          ("Scoring '%s': DAVIS judges the objects of the first frame, and frame %s in %s shows"
                  + " none. Check the truth, or score by rules that let objects come later.")
              .formatted(truth.name(), first, truth.origin()));
    }
    return objects;
  }

  private static void requireKnown(FramePair pair, List<Integer> objects, MaskSequence result)
      throws EvaluationException {
    int most = objects.get(objects.size() - 1);
    for (int id : pair.result().objects().keySet()) {
      if (id > most) {
        throw new EvaluationException(
            ("Scoring frame %s of '%s': the truth has objects up to id %d, but the result in %s has"
                    + " an object %d. Give objects the ids of the truth's first frame.")
                .formatted(pair.frame(), result.name(), most, result.origin(), id));
      }
    }
  }
}
