package io.masklet.models.registry;

import io.masklet.models.json.Json;
import io.masklet.models.json.JsonException;
import java.util.List;
import java.util.Map;

/**
 * The members of a JSON object, each asked for by name and type. What is missing or of another type
 * is refused by its full name.
 *
 * @param prefix what stands before every name in messages: {@code "pocket.json: config."}
 */
record Fields(String prefix, Map<String, Object> members) {

  private static final int MAX_DEPTH = 16;

  static Fields parse(String source, String json) {
    try {
      return new Fields(source + ": ", Json.parse(json, MAX_DEPTH));
    } catch (JsonException e) {
      throw new ModelException(source + ": " + e.getMessage(), e);
    }
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  String text(String name) {
    return get(name, String.class, "a text");
  }

  boolean flag(String name) {
    return get(name, Boolean.class, "true or false");
  }

  int integer(String name) {
    return toInt(name, whole(name));
  }

  long whole(String name) {
    return get(name, Long.class, "a whole number");
  }

  double number(String name) {
    return get(name, Number.class, "a number").doubleValue();
  }

  List<Integer> integers(String name) {
    return get(name, List.class, "a list").stream().map(item -> wholeNumber(name, item)).toList();
  }

  Fields object(String name) {
    return new Fields(prefix + name + ".", map(name));
  }

  /** An object whose content is for people. */
  @SuppressWarnings("unchecked") // the reader makes objects of nothing else
  Map<String, Object> map(String name) {
    return (Map<String, Object>) get(name, Map.class, "an object");
  }

  private Integer wholeNumber(String name, Object item) {
    if (item instanceof Long number) {
      return toInt(name, number);
    }
    throw new ModelException(
        "%s%s: expected whole numbers, found %s".formatted(prefix, name, item));
  }

  private int toInt(String name, long number) {
    if (number != (int) number) {
      throw new ModelException(
          "%s%s: expected a number below 2^31, found %d".formatted(prefix, name, number));
    }
    return (int) number;
  }

  private <T> T get(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new ModelException(
          "%s%s: expected %s, found %s"
              .formatted(prefix, name, expected, value == null ? "none" : value));
    }
    return type.cast(value);
  }
}
