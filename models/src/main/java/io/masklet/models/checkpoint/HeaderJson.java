package io.masklet.models.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of a safetensors header: objects, arrays, strings and whole numbers, nothing else.
 *
 * <p>A reader of its own keeps this package free of libraries and strict where they are lenient:
 * duplicate keys, numbers beyond a long and nesting deeper than the format needs are refused.
 */
final class HeaderJson {

  private static final int MAX_DEPTH = 4;

  private final String text;
  private int at;

  private HeaderJson(String text) {
    this.text = text;
  }

  /**
   * The header as nested maps, lists, strings and longs.
   *
   * @throws CheckpointException without the file's name, which the caller adds
   */
  static Map<String, Object> parse(String text) {
    HeaderJson reader = new HeaderJson(text);
    reader.skipSpace();
    Map<String, Object> header = reader.object(1);
    reader.skipSpace();
    if (reader.at != text.length()) {
      throw reader.error("the end of the header");
    }
    return header;
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("at most " + MAX_DEPTH + " levels");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    if (closes('}')) {
      return members;
    }
    do {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      skipSpace();
      if (members.containsKey(key)) {
        throw new CheckpointException("the header names \"%s\" twice".formatted(key));
      }
      members.put(key, value(depth + 1));
    } while (continues('}'));
    return members;
  }

  private List<Object> array(int depth) {
    List<Object> items = new ArrayList<>();
    expect('[');
    if (closes(']')) {
      return items;
    }
    do {
      skipSpace();
      items.add(value(depth + 1));
    } while (continues(']'));
    return items;
  }

  private String string() {
    expect('"');
    StringBuilder result = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw error("no control character in a string");
      }
      result.append(c == '\\' ? escape() : c);
    }
    at++;
    return result.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw error("a known escape");
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw error("four hex digits");
    }
    try {
      char c = (char) Integer.parseUnsignedInt(text, at, at + 4, 16);
      at += 4;
      return c;
    } catch (NumberFormatException e) {
      throw error("four hex digits");
    }
  }

  private Long number() {
    int start = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Long.parseLong(text, start, at, 10);
    } catch (NumberFormatException e) {
      at = start;
      throw error("a whole number");
    }
  }

  private boolean closes(char bracket) {
    skipSpace();
    if (peek() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private boolean continues(char bracket) {
    if (closes(bracket)) {
      return false;
    }
    expect(',');
    return true;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw error("'" + c + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw error("more");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private CheckpointException error(String expected) {
    String found = at >= text.length() ? "its end" : "'" + text.charAt(at) + "'";
    return new CheckpointException(
        "the header is not the JSON of a safetensors file: expected %s at character %d, found %s"
            .formatted(expected, at, found));
  }
}
