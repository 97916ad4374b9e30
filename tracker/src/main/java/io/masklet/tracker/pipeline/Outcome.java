package io.masklet.tracker.pipeline;

import io.masklet.core.frame.VideoException;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended. What was written up to the end is whole in every case.
 *
 * @param framesWritten frames that went to the output
 * @param cancelled whether somebody asked to stop
 * @param brokenBy what broke the video before its end, if anything did
 * @param unreached prompts whose frame never came, with the name of their object
 * @param foundNothing prompts that gave an empty mask, with the name of their object
 */
public record Outcome(
    long framesWritten,
    boolean cancelled,
    Optional<VideoException> brokenBy,
    List<String> unreached,
    List<String> foundNothing) {

  public Outcome {
    unreached = List.copyOf(unreached);
    foundNothing = List.copyOf(foundNothing);
  }
}
