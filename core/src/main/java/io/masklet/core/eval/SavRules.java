package io.masklet.core.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * SA-V and the benchmarks scored like it: every annotated frame but the first and the last counts,
 * and an object is judged from the first frame on in which truth <em>or</em> result shows it.
 *
 * <p>Frames that only the result has are passed over: masks are made at 24 frames a second and
 * judged at 6. Objects that the truth never shows in a judged frame are not reported. There is no
 * void: 255 is an object like others.
 *
 * @param skipFirstAndLast whether the first and the last annotated frame are left out, as SA-V does
 */
// Source: facebookresearch/sam2@2b90b9f, sav_dataset/utils/sav_benchmark.py#VideoEvaluator.
public record SavRules(boolean skipFirstAndLast) implements ScoringRules {

  private static final int FORMER_VOID = 255;

  @Override
  public List<ObjectScore> score(MaskSequence truth, MaskSequence result) throws IOException {
    List<String> frames = judged(truth);
    FramePair.requireFrames(truth, result, frames);
    Map<Integer, List<FrameScore>> scores = new TreeMap<>();
    Set<Integer> inTruth = new TreeSet<>();
    for (String frame : frames) {
      FramePair pair = withoutVoid(FramePair.read(truth, result, frame));
      Set<Integer> seen = visible(pair.truth());
      inTruth.addAll(seen);
      seen.addAll(visible(pair.result()));
      seen.forEach(object -> scores.computeIfAbsent(object, id -> new ArrayList<>()));
      scores.forEach((object, list) -> list.add(pair.score(object)));
    }
    return inTruth.stream()
        .map(
            object -> new ObjectScore(truth.name(), object, scores.getOrDefault(object, List.of())))
        .toList();
  }

  private List<String> judged(MaskSequence truth) throws EvaluationException {
    List<String> frames = truth.frames();
    int from = skipFirstAndLast ? 1 : 0;
    int to = frames.size() - from;
    if (to <= from) {
      throw new EvaluationException(
          ("Scoring '%s': no frame is left to judge; %s has %d%s. Check that the truth is complete.")
              .formatted(
                  truth.name(),
                  truth.origin(),
                  frames.size(),
                  skipFirstAndLast ? ", and the first and the last do not count" : ""));
    }
    return frames.subList(from, to);
  }

  private static Set<Integer> visible(FrameMasks masks) {
    Set<Integer> visible = new TreeSet<>();
    masks
        .objects()
        .forEach(
            (id, mask) -> {
              if (!mask.isEmpty()) {
                visible.add(id);
              }
            });
    return visible;
  }

  private static FramePair withoutVoid(FramePair pair) {
    return new FramePair(pair.frame(), asObject(pair.truth()), asObject(pair.result()));
  }

  private static FrameMasks asObject(FrameMasks masks) {
    if (masks.unjudged() == null) {
      return masks;
    }
    Map<Integer, io.masklet.core.mask.Bitmap> objects = new TreeMap<>(masks.objects());
    objects.put(FORMER_VOID, masks.unjudged());
    return new FrameMasks(masks.size(), objects, null);
  }
}
