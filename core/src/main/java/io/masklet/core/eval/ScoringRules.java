package io.masklet.core.eval;

import java.io.IOException;
import java.util.List;

/** Which frames and objects of a sequence count: every benchmark has rules of its own. */
public interface ScoringRules {

  /**
   * Judges one sequence.
   *
   * @return a score for every object that counts, in order of their ids
   * @throws EvaluationException if the two cannot be compared; names what is missing or differs
   */
  List<ObjectScore> score(MaskSequence truth, MaskSequence result) throws IOException;
}
