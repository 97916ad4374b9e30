package io.masklet.cli.prompt;

import io.masklet.cli.prompt.PromptPart.BoxPart;
import io.masklet.cli.prompt.PromptPart.ClickPart;
import io.masklet.cli.prompt.PromptPart.MaskPart;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.pipeline.When;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The prompts of one object, gathered frame by frame. */
final class ObjectPrompts {

  /** All that was given on one frame: one prompt of points, and a mask that goes before it. */
  private static final class OnFrame {
    private final List<Click> clicks = new ArrayList<>();
    private @Nullable Box box;
    private @Nullable Path mask;
  }

  private final String name;
  private final Map<When, OnFrame> frames = new LinkedHashMap<>();

  ObjectPrompts(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(PromptPart part) throws CommandException {
    OnFrame frame = frames.computeIfAbsent(part.when(), when -> new OnFrame());
    if (part instanceof ClickPart click) {
      frame.clicks.add(click.click());
    } else if (part instanceof BoxPart box) {
      requireFirst(frame.box, "boxes", part.when());
      frame.box = box.box();
    } else if (part instanceof MaskPart mask) {
      requireFirst(frame.mask, "masks", part.when());
      frame.mask = mask.file();
    }
  }

  private void requireFirst(@Nullable Object before, String what, When when)
      throws CommandException {
    if (before != null) {
      throw new CommandException(
          ExitCode.PROMPT,
          ("object '%s' has two %s at %s, expected at most one. Use --object NAME (or another object"
                  + " in the file) to start the next object.")
              .formatted(name, what, when));
    }
  }

  PlannedObject forVideo(Size video) throws CommandException {
    if (frames.isEmpty()) {
      throw new CommandException(
          ExitCode.PROMPT,
          ("Reading the prompts: object '%s' has none, expected at least one. Put its clicks, box"
                  + " or mask after its name, such as --object %s --click 320,180.")
              .formatted(name, name.contains(" ") ? "'" + name + "'" : name));
    }
    List<TimedPrompt> prompts = new ArrayList<>();
    for (Map.Entry<When, OnFrame> entry : frames.entrySet()) {
      addPrompts(entry.getKey(), entry.getValue(), video, prompts);
    }
    return new PlannedObject(name, prompts);
  }

  private static void addPrompts(When when, OnFrame frame, Size video, List<TimedPrompt> prompts)
      throws CommandException {
    Path mask = frame.mask;
    if (mask != null) {
      prompts.add(new TimedPrompt(when, Prompt.mask(MaskImage.read(mask, video))));
    }
    if (frame.box != null || !frame.clicks.isEmpty()) {
      Prompt points = new Prompt.Points(Optional.ofNullable(frame.box), frame.clicks);
      prompts.add(new TimedPrompt(when, points));
    }
  }
}
