package io.masklet.cli.eval;

import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One sequence that was judged, with all it takes to look at it again.
 *
 * @param objects their scores
 * @param pictures folder of the frames, if it is known
 * @param perObject whether other objects of the sequence are judged apart from these
 */
record ScoredSequence(
    List<ObjectScore> objects,
    MaskSequence truth,
    MaskSequence result,
    Optional<Path> pictures,
    boolean perObject) {

  ScoredSequence {
    objects = List.copyOf(objects);
  }
}
