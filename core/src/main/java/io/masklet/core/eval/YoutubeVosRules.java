package io.masklet.core.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * YouTube-VOS: every object has a list of frames of its own, given in {@code meta.json}; it is
 * judged in all of them but the first, whose mask was given.
 *
 * @param frames by sequence and object: the listed frames, the one that was given first
 */
// The server's code is not public. That the given frame does not count follows the task's
// description ("the mask of the first frame is provided") and the other benchmarks.
public record YoutubeVosRules(Map<String, Map<Integer, List<String>>> frames)
    implements ScoringRules {

  @Override
  public List<ObjectScore> score(MaskSequence truth, MaskSequence result) throws IOException {
    Map<Integer, List<String>> listed = frames.get(truth.name());
    if (listed == null) {
      throw new EvaluationException(
          ("Scoring '%s': meta.json lists no sequence of that name. Use the meta.json that came with"
                  + " the truth.")
              .formatted(truth.name()));
    }
    List<ObjectScore> judged = new ArrayList<>();
    for (Map.Entry<Integer, List<String>> object : new TreeMap<>(listed).entrySet()) {
      judged.add(score(object.getKey(), object.getValue(), truth, result));
    }
    return judged;
  }

  private static ObjectScore score(
      int object, List<String> listed, MaskSequence truth, MaskSequence result) throws IOException {
    List<String> frames = listed.subList(Math.min(1, listed.size()), listed.size());
    FramePair.requireFrames(truth, truth, frames);
    FramePair.requireFrames(truth, result, frames);
    List<FrameScore> scores = new ArrayList<>();
    for (String frame : frames) {
      scores.add(FramePair.read(truth, result, frame).score(object));
    }
    return new ObjectScore(truth.name(), object, scores);
  }
}
