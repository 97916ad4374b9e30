package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.models.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of expected.json, mapped, is read with its values or refused with its reason. */
class CheckpointTest {

  /** Not written by torch.save; expected.json leaves the choice. */
  private static final String DEFLATED = "rezipped_deflated.pt";

  private static final String DEFLATED_BOMB = "bomb.pt";

  private static final Map<String, DType> TYPES =
      Map.of(
          "float64", DType.F64,
          "float32", DType.F32,
          "float16", DType.F16,
          "bfloat16", DType.BF16,
          "int64", DType.I64,
          "int32", DType.I32,
          "int16", DType.I16,
          "int8", DType.I8,
          "uint8", DType.U8,
          "bool", DType.BOOL);

  static Stream<String> accepted() throws IOException {
    return expected().keySet().stream()
        .filter(file -> fate(file).startsWith("accept"))
        .filter(file -> !Set.of(DEFLATED, DEFLATED_BOMB).contains(file));
  }

  static Stream<String> rejected() throws IOException {
    return expected().keySet().stream().filter(file -> fate(file).equals("reject"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void read_soundFile_givesEveryValueOfEveryTensor(String file) throws IOException {
    StateDict weights = Checkpoint.read(resource(file));
    Map<?, ?> tensors = object(object(expected(), file), "tensors");
    assertThat(weights.names()).isEqualTo(tensors.keySet());
    for (String name : weights.names()) {
      Weight weight = weights.get(name);
      Map<?, ?> tensor = object(tensors, name);
      assertThat(weight.type()).as(name).isEqualTo(TYPES.get(tensor.get("dtype")));
      assertThat(weight.shape()).as(name).isEqualTo(ints(list(tensor, "shape")));
      assertThat(weight.floats()).as(name).isEqualTo(floats(list(tensor, "values")));
      assertThat(exact(weight)).as(name).isEqualTo(exact(weight.type(), list(tensor, "values")));
    }
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void read_brokenFile_isRefusedByName(String file) {
    assertThatThrownBy(() -> Checkpoint.read(resource(file)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(resource(file) + ": ")
        .hasMessageMatching("[^\\p{Cntrl}]{40,1000}");
  }

  @ParameterizedTest
  @CsvSource({
    "truncated_half.pt, cut off",
    "truncated_tail.pt, cut off",
    "empty_file.pt, an empty file",
    "not_a_checkpoint.pt, a web page",
    "missing_storage.pt, 'an entry archive/data/1 in the archive, found none'",
    "short_storage.pt, 'storage 0 to hold 16 elements of F32 in 64 bytes, found 20 bytes'",
    "no_data_pkl.pt, expected one entry data.pkl",
    "bad_crc.pt, CRC-32 of entry archive/data/0",
    "evil_os_system.pt, posix.system",
    "evil_eval.pt, builtin__.eval",
    "unknown_global.pt, my.package.MyClass",
    "pickle_garbage.pt, it is no pickle",
    "pickle_no_stop.pt, found the end",
    "pickle_stack_underflow.pt, 'expected 2 values on the stack of its pickle, found 0'",
    "pickle_memo_bomb.pt, 'expected a dict of weights, found a list'",
    "pickle_deep_nesting.pt, compressed",
    "handmade_huge_shape.pt, 'found shape [2147483647, 2147483647]'",
    "handmade_offset_outside.pt, from element 1000",
    "handmade_negative_stride.pt, strides [-1]",
    "handmade_negative_size.pt, shape [-4]",
    "handmade_huge_stride0.pt, 'shape [2147483647, 64] with strides [0, 1]'",
    "rezipped_deflated.pt, compressed",
    "bomb.pt, compressed",
    "seven_bytes.safetensors, its first bytes are 01",
    "bad_header_length.safetensors, found length 1000000",
    "duplicate_key.safetensors, Duplicate field",
    "trailing_bytes.safetensors, 'expected 24 bytes of data, found 28'",
    "unknown_dtype.safetensors, found F42",
  })
  void read_brokenFile_saysWhatIsWrong(String file, String reason) {
    assertThatThrownBy(() -> Checkpoint.read(resource(file)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void read_fileInMemory_givesTheSameAsMapped() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(resource("layouts.pt")));
    StateDict mapped = Checkpoint.read(resource("layouts.pt"));
    StateDict read = Checkpoint.read("x", bytes);
    assertThat(read.names()).containsExactlyElementsOf(mapped.names());
    for (String name : read.names()) {
      assertThat(read.get(name).bytes()).isEqualTo(mapped.get(name).bytes());
    }
  }

  @Test
  void read_nameOfAnotherFormat_doesNotMatter(@TempDir Path folder) throws IOException {
    Path file = Files.copy(resource("ok.safetensors"), folder.resolve("model.pt"));
    assertThat(Checkpoint.read(file).names()).containsExactly("a", "b");
  }

  @Test
  void read_missingFileOrFolder_saysWhich(@TempDir Path folder) {
    assertThatThrownBy(() -> Checkpoint.read(folder.resolve("gone.pt")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("gone.pt: cannot be read: there is no such file");
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(folder + ": ");
  }

  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(CheckpointTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> expected() throws IOException {
    return Json.parse(Files.readString(resource("expected.json")), 5);
  }

  private static String fate(String file) {
    try {
      return String.valueOf(object(expected(), file).get("expect"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> object(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof List<?> list ? list : List.of();
  }

  private static int[] ints(List<?> numbers) {
    return numbers.stream().mapToInt(number -> Integer.parseInt(number.toString())).toArray();
  }

  /** Numbers, booleans, and special values as text. */
  private static float[] floats(List<?> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      Object value = values.get(i);
      floats[i] = value instanceof Boolean set ? (set ? 1 : 0) : Float.parseFloat(value.toString());
    }
    return floats;
  }

  /** What a float cannot hold: doubles and long integers as such, from the weight's bytes. */
  private static List<Number> exact(Weight weight) {
    ByteBuffer bytes = weight.bytes().order(ByteOrder.LITTLE_ENDIAN);
    List<Number> values = new ArrayList<>();
    while (bytes.hasRemaining() && isWide(weight.type())) {
      values.add(weight.type() == DType.F64 ? (Number) bytes.getDouble() : bytes.getLong());
    }
    return values;
  }

  private static List<Number> exact(DType type, List<?> values) {
    List<Number> exact = new ArrayList<>();
    for (Object value : isWide(type) ? values : List.of()) {
      String text = value.toString();
      exact.add(type == DType.F64 ? (Number) Double.parseDouble(text) : Long.parseLong(text));
    }
    return exact;
  }

  private static boolean isWide(DType type) {
    return type == DType.F64 || type == DType.I64;
  }
}
