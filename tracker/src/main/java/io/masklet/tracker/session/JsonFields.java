package io.masklet.tracker.session;

import io.masklet.models.json.Json;
import io.masklet.models.json.JsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of a JSON object of a project, each asked for by name and type. Members nobody asked
 * for are refused at the end.
 */
final class JsonFields {

  private static final int MAX_DEPTH = 8;

  private final String where;
  private final Map<?, ?> members;
  private final Set<String> asked = new HashSet<>();

  private JsonFields(String where, Map<?, ?> members) {
    this.where = where;
    this.members = members;
  }

  static JsonFields parse(String json) {
    try {
      return new JsonFields("", Json.parse(json, MAX_DEPTH));
    } catch (JsonException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
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

  long whole(String name, long min, long max) {
    long value = get(name, Long.class, "a whole number");
    if (value < min || value > max) {
      throw wrong(name, "a number from " + min + " to " + max, value);
    }
    return value;
  }

  /** Numbers in a list of this length. */
  double[] numbers(String name, int count) {
    return numbers(name, get(name, List.class, "a list"), count);
  }

  private double[] numbers(String name, Object value, int count) {
    if (!(value instanceof List<?> items)
        || items.size() != count
        || !items.stream().allMatch(Number.class::isInstance)) {
      throw wrong(name, "a list of " + count + " numbers", value);
    }
    double[] numbers = items.stream().mapToDouble(item -> ((Number) item).doubleValue()).toArray();
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw wrong(name, "finite numbers", number);
      }
    }
    return numbers;
  }

  /** A list of lists of numbers, each of this length. */
  List<double[]> rows(String name, int count) {
    List<?> rows = get(name, List.class, "a list of lists");
    return rows.stream().map(row -> numbers(name, row, count)).toList();
  }

  JsonFields object(String name) {
    return new JsonFields(where + name + ".", get(name, Map.class, "an object"));
  }

  /** The objects of a list, each read wholly by {@code reader}. */
  <T> List<T> objects(String name, Function<JsonFields, T> reader) {
    List<?> items = get(name, List.class, "a list");
    List<T> read = new ArrayList<>();
    for (Object item : items) {
      String place = name + "[" + read.size() + "]";
      if (!(item instanceof Map<?, ?> map)) {
        throw wrong(place, "an object", item);
      }
      JsonFields fields = new JsonFields(where + place + ".", map);
      read.add(reader.apply(fields));
      fields.requireNoOther();
    }
    return read;
  }

  /** Refuses members that nobody asked for. */
  void requireNoOther() {
    for (Object name : members.keySet()) {
      if (!asked.contains(String.valueOf(name))) {
        throw new IllegalArgumentException(where + name + ": not a member of such an object");
      }
    }
  }

  IllegalArgumentException wrong(String name, String expected, Object found) {
    String text = String.valueOf(found);
    return new IllegalArgumentException(
        "%s%s: expected %s, found %s"
            .formatted(where, name, expected, text.length() > 80 ? text.substring(0, 80) : text));
  }

  private <T> T get(String name, Class<T> type, String expected) {
    asked.add(name);
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name, expected, value == null ? "none" : value);
    }
    return type.cast(value);
  }
}
