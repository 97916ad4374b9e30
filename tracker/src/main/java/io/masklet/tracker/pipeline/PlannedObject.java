package io.masklet.tracker.pipeline;

import io.masklet.core.geom.Size;
import io.masklet.tracker.PromptChecks;
import io.masklet.tracker.PromptException;
import java.util.List;

/**
 * An object to track, with everything a person gave for it.
 *
 * @param name what to call it
 * @param prompts at least one; those for the same frame are followed in this order
 */
public record PlannedObject(String name, List<TimedPrompt> prompts) {

  public PlannedObject {
    prompts = List.copyOf(prompts);
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException(
          "object '%s': expected at least one prompt, got none".formatted(name));
    }
  }

  /**
   * Checks that every prompt lies on a frame of this size.
   *
   * @throws PromptException if one does not; names the object and the prompt's frame
   */
  public void requireInside(Size video) {
    for (TimedPrompt timed : prompts) {
      try {
        PromptChecks.requireInside(timed.prompt(), video);
      } catch (PromptException e) {
        throw new PromptException(
            "Prompting '%s' at %s: %s.".formatted(name, timed.when(), e.getMessage()));
      }
    }
  }

  /** An object with a single prompt on the first frame. */
  public static PlannedObject atStart(String name, io.masklet.core.prompt.Prompt prompt) {
    return new PlannedObject(name, List.of(new TimedPrompt(When.start(), prompt)));
  }
}
