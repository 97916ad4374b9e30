package io.masklet.cli.prompt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.masklet.cli.prompt.PromptPart.BoxPart;
import io.masklet.cli.prompt.PromptPart.ClickPart;
import io.masklet.cli.prompt.PromptPart.MaskPart;
import io.masklet.cli.report.CommandException;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.pipeline.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads prompts from a JSON file; docs/prompts.md and docs/prompts.schema.json say how it looks.
 */
public final class PromptFile {

  private static final long MAX_BYTES = 16L << 20;
  private static final int MAX_PROMPTS = 10_000;
  private static final int MAX_CLICKS = 1_000;
  private static final long MAX_FRAME = 1_000_000_000L;
  private static final double MAX_SECONDS = 1_000_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;

  private PromptFile(Path file) {
    this.file = file;
  }

  /**
   * Adds the objects of the file to the plan.
   *
   * @throws CommandException if the file cannot be read or does not keep to the format; names the
   *     field
   */
  public static void addTo(PromptPlan plan, Path file) throws CommandException {
    plan.readFrom(file);
    PromptFile reader = new PromptFile(file);
    JsonField root = reader.parse().requireFields(ordered("version", "objects"));
    root.get("version").wholeNumber(1, 1);
    JsonField objects = root.get("objects");
    int most = Math.max(ObjectId.MAX, objects.node().size()); // the plan refuses more, with advice
    for (JsonField object : objects.elements(1, most)) {
      reader.addObject(plan, object);
    }
  }

  private JsonField parse() throws CommandException {
    JsonField root = new JsonField(file, "", JSON.nullNode());
    try {
      if (!Files.isRegularFile(file)) {
        throw root.problem("expected a JSON file, found none of that name");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw root.problem("expected at most 16 MB, found " + Files.size(file) + " bytes");
      }
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      return new JsonField(file, "", node);
    } catch (JsonProcessingException e) {
      throw root.problem(
          String.format(
              Locale.ROOT,
              "this is not valid JSON: %s (line %d, column %d)",
              e.getOriginalMessage(),
              e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
              e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw root.problem("the file cannot be read (" + e.getMessage() + ")");
    }
  }

  private void addObject(PromptPlan plan, JsonField object) throws CommandException {
    object.requireFields(ordered("name", "prompts"));
    JsonField name = object.get("name");
    String text = name.text();
    inField(name, () -> plan.startObject(text));
    for (JsonField prompt : object.get("prompts").elements(1, MAX_PROMPTS)) {
      addPrompt(plan, prompt);
    }
  }

  private void addPrompt(PromptPlan plan, JsonField prompt) throws CommandException {
    prompt.requireFields(ordered("frame", "time", "clicks", "box", "mask"));
    When when = when(prompt);
    Optional<JsonField> mask = prompt.find("mask");
    Optional<JsonField> box = prompt.find("box");
    Optional<JsonField> clicks = prompt.find("clicks");
    if (mask.isEmpty() && box.isEmpty() && clicks.isEmpty()) {
      throw prompt.problem("expected clicks, a box or a mask, got none of them");
    }
    if (mask.isPresent()) {
      PromptPart part = new MaskPart(when, maskPath(mask.get()));
      inField(mask.get(), () -> plan.add(part));
    }
    if (box.isPresent()) {
      PromptPart part = new BoxPart(when, box(box.get()));
      inField(box.get(), () -> plan.add(part));
    }
    if (clicks.isPresent()) {
      for (JsonField click : clicks.get().elements(1, MAX_CLICKS)) {
        plan.add(new ClickPart(when, click(click)));
      }
    }
  }

  /** A change of the plan, which does not know where in which file it comes from. */
  private interface Change {
    void make() throws CommandException;
  }

  private static void inField(JsonField field, Change change) throws CommandException {
    try {
      change.make();
    } catch (CommandException e) {
      throw field.problem(String.valueOf(e.getMessage()));
    }
  }

  private static When when(JsonField prompt) throws CommandException {
    Optional<JsonField> frame = prompt.find("frame");
    Optional<JsonField> time = prompt.find("time");
    if (frame.isPresent() && time.isPresent()) {
      throw prompt.problem("expected either frame or time, got both");
    }
    if (frame.isPresent()) {
      return When.frame(frame.get().wholeNumber(0, MAX_FRAME));
    }
    return time.isPresent()
        ? When.timeUs(Math.round(1e6 * time.get().number(0, MAX_SECONDS)))
        : When.start();
  }

  private static Click click(JsonField click) throws CommandException {
    click.requireFields(ordered("x", "y", "positive"));
    Optional<JsonField> positive = click.find("positive");
    Point point = new Point(pixel(click.get("x")), pixel(click.get("y")));
    return new Click(point, positive.isEmpty() || positive.get().bool());
  }

  private static Box box(JsonField box) throws CommandException {
    List<JsonField> edges = box.elements(4, 4);
    double x0 = pixel(edges.get(0));
    double y0 = pixel(edges.get(1));
    double x1 = pixel(edges.get(2));
    double y1 = pixel(edges.get(3));
    if (x1 <= x0 || y1 <= y0) {
      throw box.expected("[x0, y0, x1, y1] with x0 < x1 and y0 < y1");
    }
    return new Box(x0, y0, x1, y1);
  }

  private static double pixel(JsonField field) throws CommandException {
    return field.number(0, Size.MAX_SIDE_PX);
  }

  /** Relative to the folder of the JSON file, so that both can be moved together. */
  private Path maskPath(JsonField mask) throws CommandException {
    try {
      return file.toAbsolutePath().resolveSibling(mask.text());
    } catch (InvalidPathException e) {
      throw mask.expected("the path of a PNG file");
    }
  }

  private static Set<String> ordered(String... names) {
    return new LinkedHashSet<>(List.of(names));
  }
}
