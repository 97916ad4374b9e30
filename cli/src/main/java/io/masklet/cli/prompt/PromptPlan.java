package io.masklet.cli.prompt;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.geom.Size;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.When;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every object a person wants tracked and what was given for it, in the order it was given. Parts
 * that come before an object was named belong to "object 1".
 */
public final class PromptPlan {

  private static final int MAX_NAME_LENGTH = 100;

  private final List<ObjectPrompts> objects = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private boolean timed;

  /**
   * Starts the next object; parts added from now on are for it.
   *
   * @throws CommandException if the name is taken, empty or not printable, or there are too many
   */
  public void startObject(String name) throws CommandException {
    boolean printable =
        !name.isBlank()
            && name.length() <= MAX_NAME_LENGTH
            && name.codePoints().noneMatch(Character::isISOControl);
    if (!printable) {
      throw new CommandException(
          ExitCode.PROMPT,
          String.format(
              Locale.ROOT,
              "expected an object name of 1 to %d printable characters, got '%s'.",
              MAX_NAME_LENGTH,
              shortened(name)));
    }
    if (names().contains(name)) {
      throw new CommandException(
          ExitCode.PROMPT,
          ("two objects are called '%s'. Give every object a name of its own,"
                  + " and list all prompts of an object after its one name.")
              .formatted(name));
    }
    if (objects.size() == ObjectId.MAX) {
      throw new CommandException(
          ExitCode.PROMPT,
          String.format(
              Locale.ROOT,
              "expected at most %d objects, as many as mask files can number. Track the others in a"
                  + " run of their own.",
              ObjectId.MAX));
    }
    objects.add(new ObjectPrompts(name));
  }

  /** Adds a part to the object started last, or to "object 1". */
  public void add(PromptPart part) throws CommandException {
    if (objects.isEmpty()) {
      startObject("object 1");
    }
    objects.get(objects.size() - 1).add(part);
    timed |= !(part.when() instanceof When.Start);
    if (part instanceof PromptPart.MaskPart mask) {
      files.add(mask.file());
    }
  }

  /** Notes a file that objects are read from. */
  void readFrom(Path file) {
    files.add(file);
  }

  /** Every file the plan is read from: masks, and the file of prompts. */
  public List<Path> files() {
    return List.copyOf(files);
  }

  /** Whether a part is for a frame that was named. */
  public boolean isTimed() {
    return timed;
  }

  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /** The names in order; the n-th has object id n. */
  public List<String> names() {
    return objects.stream().map(ObjectPrompts::name).toList();
  }

  /**
   * The plan as the tracker takes it; reads the mask files.
   *
   * @throws CommandException if an object has no prompt, or a mask cannot be read or has another
   *     size than the video
   */
  public List<PlannedObject> forVideo(Size video) throws CommandException {
    List<PlannedObject> planned = new ArrayList<>();
    for (ObjectPrompts object : objects) {
      planned.add(object.forVideo(video));
    }
    return planned;
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "...";
  }
}
