package io.masklet.models.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/**
 * Writes what {@link Json} reads: objects of texts, numbers, booleans, lists and objects, indented
 * for people, a list on one line.
 */
public final class JsonWriter {

  /** The same text on every system. */
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Spacing.AFTER)
                  .withArrayValueSpacing(Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance);

  private final JsonGenerator generator;

  private JsonWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  /**
   * The JSON text of {@code members}, in their order, with a line break at its end.
   *
   * @throws IllegalArgumentException if a value is of another kind
   */
  public static String write(Map<String, ?> members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.setPrettyPrinter(PRINTER.createInstance());
      new JsonWriter(generator).object(members);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a text in memory", e);
    }
    return text.append('\n').toString();
  }

  private void value(Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      object(members);
    } else if (value instanceof Collection<?> items) {
      list(items);
    } else if (value instanceof Number number) {
      generator.writeNumber(number.toString());
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof String string) {
      generator.writeString(string);
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass());
    }
  }

  private void object(Map<?, ?> members) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      generator.writeFieldName((String) member.getKey());
      value(member.getValue());
    }
    generator.writeEndObject();
  }

  private void list(Collection<?> items) throws IOException {
    generator.writeStartArray();
    for (Object item : items) {
      value(item);
    }
    generator.writeEndArray();
  }
}
