package io.masklet.models.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object into maps, lists, strings, booleans and numbers ({@link Long} if whole, else
 * {@link Double}). Members that are null are left out.
 *
 * <p>Its own, not a library's, for two reasons. A library with data binding takes 0.2 s of a cold
 * start, twenty times what finding a built model takes. And this one is strict where they are
 * lenient: names given twice, numbers beyond a long and deep nesting are refused.
 */
public final class Json {

  private final String text;
  private final int maxDepth;
  private int at;

  private Json(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /**
   * The object that {@code text} holds.
   *
   * @param maxDepth how deep objects and arrays may be nested; bounds the stack against hostile
   *     text
   * @throws JsonException if it is anything else
   */
  public static Map<String, Object> parse(String text, int maxDepth) {
    Json reader = new Json(text, maxDepth);
    reader.skipSpace();
    Map<String, Object> object = reader.object(1);
    reader.skipSpace();
    if (reader.at != text.length()) {
      throw reader.error("the end");
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    requireDepth(depth);
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
        throw new JsonException("\"" + key + "\" is named twice");
      }
      Object member = value(depth + 1);
      if (member != null) {
        members.put(key, member);
      }
    } while (continues('}'));
    return members;
  }

  private List<Object> array(int depth) {
    List<Object> items = new ArrayList<>();
    requireDepth(depth);
    expect('[');
    if (closes(']')) {
      return items;
    }
    do {
      skipSpace();
      Object item = value(depth + 1);
      if (item == null) {
        throw error("no null in a list");
      }
      items.add(item);
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

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw error(word);
    }
    at += word.length();
    return meaning;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    boolean whole = digits.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    try {
      return whole ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw error("a value");
    }
  }

  private void requireDepth(int depth) {
    if (depth > maxDepth) {
      throw error("at most " + maxDepth + " levels");
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

  private JsonException error(String expected) {
    String found = at >= text.length() ? "the end" : "'" + text.charAt(at) + "'";
    return new JsonException(
        "expected " + expected + " at character " + at + " of its JSON, found " + found);
  }
}
