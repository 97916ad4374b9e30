package io.masklet.models.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object into maps, lists, strings, booleans and numbers ({@link Long} if whole, else
 * {@link Double}). Members that are null are left out.
 *
 * <p>Strict where Jackson's data binding is lenient: names given twice, whole numbers beyond a long
 * and deep nesting are refused. And a cold start pays for the parser alone, not for binding.
 */
public final class Json {

  private final JsonParser parser;

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The object that {@code text} holds.
   *
   * @param maxDepth how deep objects and arrays may be nested; bounds the stack against hostile
   *     text
   * @throws JsonException if it is anything else
   */
  public static Map<String, Object> parse(String text, int maxDepth) {
    try (JsonParser parser = factory(text.length(), maxDepth).createParser(text)) {
      return new Json(parser).wholeText();
    } catch (JsonProcessingException e) {
      throw new JsonException("expected JSON" + place(e) + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory", e);
    }
  }

  /** Nothing in a text can be longer than the text; what bounds its length is up to the caller. */
  private static JsonFactory factory(int length, int maxDepth) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(maxDepth)
            .maxNameLength(Math.max(1, length))
            .maxStringLength(Math.max(1, length))
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(constraints)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at character " + e.getLocation().getCharOffset();
  }

  private Map<String, Object> wholeText() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw error("{");
    }
    Map<String, Object> members = object();
    if (parser.nextToken() != null) {
      throw error("the end");
    }
    return members;
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      Object member = value();
      if (member != null) {
        members.put(name, member);
      }
    }
    return members;
  }

  private List<Object> list() throws IOException {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object item = value();
      if (item == null) {
        throw error("no null in a list");
      }
      items.add(item);
    }
    return items;
  }

  private @Nullable Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> throw error("a value");
    };
  }

  private JsonException error(String expected) throws IOException {
    String found = parser.currentToken() == null ? "the end" : "'" + parser.getText() + "'";
    long at = parser.currentTokenLocation().getCharOffset();
    return new JsonException(
        "expected " + expected + " at character " + at + " of its JSON, found " + found);
  }
}
