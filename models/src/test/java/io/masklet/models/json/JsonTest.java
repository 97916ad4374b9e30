package io.masklet.models.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  @Test
  void parse_everyKindOfValue_isRead() {
    assertThat(Json.parse("{\"a\":[1,-2.5,true,\"\\u00e9\"],\"b\":null,\"c\":{\"d\":{}}}", 3))
        .isEqualTo(Map.of("a", List.of(1L, -2.5, true, "é"), "c", Map.of("d", Map.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected {",
        "[] | expected {",
        "{} {} | expected the end at character 3",
        "{\"a\":[null]} | expected no null in a list",
        "{\"a\":1,\"a\":2} | Duplicate field 'a'",
        "{\"a\":9223372036854775808} | out of range of long",
        "{\"a\":NaN} | 'NaN'",
        "{'a':1} | Unexpected character",
        "{\"a\":[[[1]]]} | nesting depth (4)",
        "{\"a\":\"\t\"} | CTRL-CHAR",
        "{\"a\": | Unexpected end-of-input",
      })
  void parse_anythingElse_isRefused(String text, String reason) {
    assertThatThrownBy(() -> Json.parse(text, 3))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void parse_longText_isRead() {
    String name = "n".repeat(100_000);
    String value = "v".repeat(30_000_000);
    assertThat(Json.parse("{\"" + name + "\":\"" + value + "\"}", 1)).containsEntry(name, value);
  }
}
