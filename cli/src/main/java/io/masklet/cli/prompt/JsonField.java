package io.masklet.cli.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value of a JSON file together with where it stands, read strictly: the wrong type, a number out
 * of bounds or a field nobody asked for ends in an error with the path of the field.
 *
 * @param file for messages
 * @param path such as {@code objects[0].prompts[2].box}
 * @param node the value
 */
record JsonField(Path file, String path, JsonNode node) {

  /** The fields of an object, all of which must be known. */
  JsonField requireFields(Set<String> known) throws CommandException {
    if (!node.isObject()) {
      throw expected("an object { }");
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new JsonField(file, join(name), node)
            .problem("this field is unknown here; known are " + String.join(", ", known));
      }
    }
    return this;
  }

  /** A field that must be there. */
  JsonField get(String name) throws CommandException {
    return find(name)
        .orElseThrow(() -> new JsonField(file, join(name), node).problem("this field is missing"));
  }

  /** A field that may be there; null is not the same as missing and is refused later. */
  Optional<JsonField> find(String name) {
    JsonNode value = node.get(name);
    return value == null ? Optional.empty() : Optional.of(new JsonField(file, join(name), value));
  }

  /** The elements of an array that holds {@code min} to {@code max} of them. */
  List<JsonField> elements(int min, int max) throws CommandException {
    if (!node.isArray() || node.size() < min || node.size() > max) {
      String count = min == max ? Integer.toString(min) : min + " to " + max;
      throw expected("an array [ ] of " + count + " elements");
    }
    List<JsonField> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonField(file, path + "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  String text() throws CommandException {
    if (!node.isTextual()) {
      throw expected("a text in quotes");
    }
    return node.textValue();
  }

  boolean bool() throws CommandException {
    if (!node.isBoolean()) {
      throw expected("true or false");
    }
    return node.booleanValue();
  }

  long wholeNumber(long min, long max) throws CommandException {
    boolean fits = node.isIntegralNumber() && node.canConvertToLong();
    if (!fits || node.longValue() < min || node.longValue() > max) {
      throw expected("a whole number from " + min + " to " + max);
    }
    return node.longValue();
  }

  double number(double min, double max) throws CommandException {
    double value = node.doubleValue();
    if (!node.isNumber() || !(value >= min && value <= max)) {
      throw expected("a number from " + (long) min + " to " + (long) max);
    }
    return value;
  }

  CommandException expected(String what) {
    String found = node.toString();
    String shown = found.length() <= 60 ? found : found.substring(0, 60) + "...";
    return problem("expected " + what + ", got " + shown);
  }

  CommandException problem(String what) {
    String where = path.isEmpty() ? "" : path + ": ";
    String sentence = what.endsWith(".") ? what : what + ".";
    return new CommandException(
        ExitCode.PROMPT,
        "Reading the prompts %s: %s%s The format is described in docs/prompts.md."
            .formatted(file, where, sentence));
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
