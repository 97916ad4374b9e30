package io.masklet.models.json;

import java.util.Collection;
import java.util.Map;

/**
 * Writes what {@link Json} reads: objects of texts, numbers, booleans, lists and objects, indented
 * for people.
 */
public final class JsonWriter {

  private final StringBuilder text = new StringBuilder();

  private JsonWriter() {}

  /**
   * The JSON text of {@code members}, in their order, with a line break at its end.
   *
   * @throws IllegalArgumentException if a value is of another kind
   */
  public static String write(Map<String, ?> members) {
    JsonWriter writer = new JsonWriter();
    writer.object(members, "\n");
    return writer.text.append('\n').toString();
  }

  private void value(Object value, String lineBreak) {
    if (value instanceof Map<?, ?> members) {
      object(members, lineBreak);
    } else if (value instanceof Collection<?> items) {
      list(items, lineBreak);
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof String string) {
      string(string);
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass());
    }
  }

  private void object(Map<?, ?> members, String lineBreak) {
    String separator = "{";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      text.append(separator).append(lineBreak).append("  ");
      string((String) member.getKey());
      text.append(": ");
      value(member.getValue(), lineBreak + "  ");
      separator = ",";
    }
    text.append(members.isEmpty() ? "{}" : lineBreak + "}");
  }

  private void list(Collection<?> items, String lineBreak) {
    String separator = "[";
    for (Object item : items) {
      text.append(separator);
      value(item, lineBreak);
      separator = ", ";
    }
    text.append(items.isEmpty() ? "[]" : "]");
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
