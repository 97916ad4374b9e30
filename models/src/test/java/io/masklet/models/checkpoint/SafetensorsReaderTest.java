package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader on sound files and on every broken one of expected.json. */
class SafetensorsReaderTest {

  static Stream<String> accepted() throws IOException {
    return files("accept");
  }

  static Stream<String> rejected() throws IOException {
    return files("reject");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void read_soundFile_givesEveryTensor(String file) throws IOException {
    StateDict weights = read(file);
    JsonNode tensors = expected().get(file).get("tensors");
    assertThat(weights.names()).hasSize(tensors.size());
    for (var entry : tensors.properties()) {
      Weight weight = weights.get(entry.getKey());
      assertThat(weight.shape()).as(entry.getKey()).isEqualTo(ints(entry.getValue().get("shape")));
      assertThat(weight.floats()).as(entry.getKey()).isEqualTo(floats(entry.getValue()));
    }
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void read_brokenFile_isRefusedByName(String file) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"a\":1}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":\"x\",\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}",
        "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}} x",
        "{\"a\\u12\":1}",
        "{\"a",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,0],\"data_offsets\":[0,4]}}"
      })
  void read_nonsenseHeader_isRefused(String header) {
    assertThatThrownBy(() -> SafetensorsReader.read("x", file(header, 4)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x: ");
  }

  @Test
  void read_emptyShapeWithHugeExtents_isAnEmptyTensor() {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,0],\"data_offsets\":[0,0]}}";
    assertThat(SafetensorsReader.read("x", file(header, 0)).get("a").floats()).isEmpty();
  }

  @Test
  void write_thenRead_givesTheSame(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.safetensors");
    Weight weight = Weight.of("say \"a\"", new int[] {2, 1}, 1.5f, Float.NaN);
    SafetensorsWriter.write(file, List.of(weight, Weight.of("b", new int[] {}, 3)));
    StateDict read = SafetensorsReader.read(file);
    assertThat(read.get("say \"a\"", 2, 1).floats()).containsExactly(1.5f, Float.NaN);
    assertThat(read.get("b").floats()).containsExactly(3);
  }

  @Test
  void read_anyByteChanged_isReadOrRefused() throws IOException {
    byte[] sound = resource("dtypes.safetensors");
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      byte[] broken = sound.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      try {
        SafetensorsReader.read("x", ByteBuffer.wrap(broken));
      } catch (CheckpointException e) {
        assertThat(e).hasMessageStartingWith("x: ");
      }
    }
  }

  @Test
  void get_missingOrMisshapenWeight_saysWhatIsThere() {
    StateDict weights =
        new StateDict("m.safetensors", List.of(Weight.of("neck.weight", new int[] {2}, 1, 2)));
    assertThatThrownBy(() -> weights.get("neck.bias"))
        .hasMessage(
            "m.safetensors: expected a weight named neck.bias, found none among its 1;"
                + " the nearest is neck.weight");
    assertThatThrownBy(() -> weights.get("neck.weight", 3))
        .hasMessage("m.safetensors: expected neck.weight with shape [3], received [2]");
  }

  @Test
  void read_missingFile_saysWhich(@TempDir Path folder) {
    assertThatThrownBy(() -> SafetensorsReader.read(folder.resolve("gone.safetensors")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("gone.safetensors: cannot be read");
  }

  private static ByteBuffer file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .rewind();
  }

  private static StateDict read(String file) throws IOException {
    Path copy = Files.createTempFile("reader", ".safetensors");
    try {
      Files.write(copy, resource(file));
      StateDict fromMap = SafetensorsReader.read(copy);
      assertThat(fromMap.names()).isEqualTo(readBytes(file).names());
      return readBytes(file);
    } catch (CheckpointException e) {
      return readBytes(file); // for its message: the copy has another name
    } finally {
      Files.delete(copy);
    }
  }

  private static StateDict readBytes(String file) throws IOException {
    return SafetensorsReader.read(file, ByteBuffer.wrap(resource(file)));
  }

  private static Stream<String> files(String fate) throws IOException {
    List<String> names = new ArrayList<>();
    for (var entry : expected().properties()) {
      if (entry.getValue().get("expect").asText().equals(fate)) {
        names.add(entry.getKey());
      }
    }
    return names.stream();
  }

  private static JsonNode expected() throws IOException {
    return new ObjectMapper().readTree(resource("expected.json"));
  }

  private static int[] ints(JsonNode node) {
    return Stream.of(node).flatMap(n -> nodes(n).stream()).mapToInt(JsonNode::asInt).toArray();
  }

  private static float[] floats(JsonNode tensor) {
    List<JsonNode> values = nodes(tensor.get("values"));
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      JsonNode value = values.get(i);
      floats[i] =
          value.isBoolean()
              ? (value.asBoolean() ? 1 : 0)
              : (float) Double.parseDouble(value.asText());
    }
    return floats;
  }

  private static List<JsonNode> nodes(JsonNode array) {
    List<JsonNode> nodes = new ArrayList<>();
    array.forEach(nodes::add);
    return nodes;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SafetensorsReaderTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no test resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
