package io.masklet.tracker.pipeline;

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

  /** An object with a single prompt on the first frame. */
  public static PlannedObject atStart(String name, io.masklet.core.prompt.Prompt prompt) {
    return new PlannedObject(name, List.of(new TimedPrompt(When.start(), prompt)));
  }
}
