package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that make no sense; the files of expected.json are in {@link CheckpointTest}. */
class SafetensorsReaderTest {

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
    StateDict read = Checkpoint.read(file);
    assertThat(read.get("say \"a\"", 2, 1).floats()).containsExactly(1.5f, Float.NaN);
    assertThat(read.get("b").floats()).containsExactly(3);
  }

  @Test
  void read_anyByteChanged_isReadOrRefused() throws IOException {
    byte[] sound = Files.readAllBytes(CheckpointTest.resource("dtypes.safetensors"));
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

  private static ByteBuffer file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .rewind();
  }
}
