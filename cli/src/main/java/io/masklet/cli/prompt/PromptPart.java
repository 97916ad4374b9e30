package io.masklet.cli.prompt;

import io.masklet.core.geom.Box;
import io.masklet.core.prompt.Click;
import io.masklet.tracker.pipeline.When;
import java.nio.file.Path;

/** One thing a person gave for one object on one frame; parts of a frame make up a prompt. */
public sealed interface PromptPart {

  /** The frame it is for. */
  When when();

  /** "On the object" or "not the object". */
  record ClickPart(When when, Click click) implements PromptPart {}

  /** The object is in here. */
  record BoxPart(When when, Box box) implements PromptPart {}

  /**
   * The object's mask, as a picture file.
   *
   * @param file a PNG of the video's size whose pixels other than zero are the object
   */
  record MaskPart(When when, Path file) implements PromptPart {}
}
