package io.masklet.models.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void write_everyKindOfValue_isReadBack() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", "C:\\a \"b\"\n\u0001é日");
    members.put("number", 12345678901L);
    members.put("fraction", 0.25);
    members.put("yes", true);
    members.put("list", List.of(1L, "two", List.of()));
    members.put("object", Map.of("inner", Map.of()));
    assertThat(Json.parse(JsonWriter.write(members), 8)).isEqualTo(members);
  }

  @Test
  void write_object_isIndented() {
    assertThat(JsonWriter.write(Map.of("a", Map.of("b", List.of(1, 2)))))
        .isEqualTo("{\n  \"a\": {\n    \"b\": [1, 2]\n  }\n}\n");
  }

  @Test
  void write_anythingElse_isRefused() {
    assertThatThrownBy(() -> JsonWriter.write(Map.of("a", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
