package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Map<?, ?> tensors = object(object(expected(), file), "tensors");
    assertThat(weights.names()).hasSize(tensors.size());
    for (String name : weights.names()) {
      Weight weight = weights.get(name);
      Map<?, ?> tensor = object(tensors, name);
      assertThat(weight.shape()).as(name).isEqualTo(floatsAsInts(floats(tensor, "shape")));
      assertThat(weight.floats()).as(name).isEqualTo(floats(tensor, "values"));
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
    Map<String, Object> all = expected();
    return all.keySet().stream().filter(file -> fate.equals(object(all, file).get("expect")));
  }

  private static Map<String, Object> expected() throws IOException {
    return Json.parse(new String(resource("expected.json"), StandardCharsets.UTF_8), 5);
  }

  private static Map<?, ?> object(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Numbers, booleans, and special values as text. */
  private static float[] floats(Map<?, ?> tensor, String name) {
    List<?> values = tensor.get(name) instanceof List<?> list ? list : List.of();
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      Object value = values.get(i);
      floats[i] =
          value instanceof Boolean flag ? (flag ? 1 : 0) : Float.parseFloat(value.toString());
    }
    return floats;
  }

  private static int[] floatsAsInts(float[] values) {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
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
