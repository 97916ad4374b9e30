package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles by hand; bytes above 127 are written as in Latin-1. */
class PickleReaderTest {

  private static final String PROTO = "\u0080\u0002";

  @Test
  void read_plainValues_areRebuilt() {
    assertThat(read("N.")).isEqualTo(PickleReader.None.NONE);
    assertThat(read("\u0088.")).isEqualTo(true);
    assertThat(read("K\u00ff.")).isEqualTo(255L);
    assertThat(read("M\u00ff\u00ff.")).isEqualTo(65535L);
    assertThat(read("J\u00fe\u00ff\u00ff\u00ff.")).isEqualTo(-2L);
    assertThat(read("\u008a\u0000.")).isEqualTo(0L);
    assertThat(read("\u008a\u0002\u0000\u0080.")).isEqualTo(-32768L);
    assertThat(read("\u008a\u0009" + "\u0000".repeat(8) + "\u0001."))
        .isEqualTo(BigInteger.ONE.shiftLeft(64));
    assertThat(read("G?\u00f8\u0000\u0000\u0000\u0000\u0000\u0000.")).isEqualTo(1.5);
    assertThat(read("X\u0002\u0000\u0000\u0000\u00c3\u00a9.")).isEqualTo("é");
    assertThat(read("(K\u0001NlK\u0007a.")).isEqualTo(List.of(1L, PickleReader.None.NONE, 7L));
    assertThat(read("(U\u0001aK\u0001d.")).isEqualTo(Map.of("a", 1L));
    assertThat(read("K\u0001K\u0002\u0086.")).isEqualTo(new PickleReader.Tuple(List.of(1L, 2L)));
  }

  @Test
  void read_deeplyNestedLists_takesNoStack() {
    Object outer = read("]".repeat(200_000) + "a".repeat(199_999) + ".");
    assertThat(outer instanceof List<?> list ? list.size() : -1).isEqualTo(1);
  }

  @Test
  void read_listThatHoldsItself_isRead() {
    assertThat(read("]q\u0000h\u0000a.") instanceof List<?> list && list.get(0) == list).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2e, expected 1 values on the stack",
    "30, expected 1 values on the stack",
    "74, expected a mark",
    "4e87, expected 3 values on the stack of its pickle, found 1",
    "284e30732e, expected 2 values on the stack",
    "6807, expected value 7 to be known",
    "58ffffffff, expected 4294967295 more bytes",
    "54ffffffff, expected -1 more bytes",
    "8dffffffffffffffff, expected -1 more bytes",
    "5802000000c328, expected UTF-8",
    "8aff00, expected 255 more bytes",
    "4e4e61, 'expected a list to add to, found NONE'",
    "4e5d4e73, 'a dict and pairs to put into it, found NONE'",
    "7d284e75, found a dict and 1 values",
    "7d5d4e73, 'expected strings, numbers and booleans as keys of its dicts, found a list'",
    "7d55016155016173550161550161732e, 'once, found a twice'",
    "4e4e93, expected the names of a module and of a class",
    "636f730a73797374656d0a, 'found os.system, which is refused'",
    "8c026f738c0673797374656d93, 'found os.system, which is refused'",
    "4e4e52, expected a tuple of arguments",
    "4e2952, 'expected a tensor, a parameter or an empty OrderedDict to be made, found NONE'",
    "4e51, expected a storage",
    "4e4e62, expected attributes of a dict",
    "4e81, found an object of some class (opcode 81 at byte 3)",
    "69, found an object of some class",
    "430161, found bytes",
    "8f, found a set",
    "ff, found something else",
  })
  void read_nonsense_isRefusedWithItsReason(String hex, String reason) {
    String pickle = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x: ")
        .hasMessageContaining(reason);
  }

  @Test
  void read_nameWithoutEnd_isRefused() {
    assertThatThrownBy(() -> read("c" + "a".repeat(1000)))
        .hasMessageContaining("at most 256 bytes");
  }

  @Test
  void read_moreThanAMillionOpcodes_isRefused() {
    assertThatThrownBy(() -> read("N0".repeat(500_001))).hasMessageContaining("1000000 opcodes");
  }

  @Test
  void weights_dictsThatDouble_areRefusedSoon() {
    StringBuilder pickle = new StringBuilder("}q\u0000");
    for (int level = 1; level <= 30; level++) { // {a: below, b: below}, 2^30 paths
      char below = (char) (level - 1);
      pickle.append("}(U\u0001ah").append(below).append("U\u0001bh").append(below).append("uq");
      pickle.append((char) level);
    }
    Object root = read(pickle + ".");
    assertThatThrownBy(() -> StateTree.weights(file(""), root, storage -> ByteBuffer.allocate(0)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected at most 100000 entries");
  }

  @Test
  void weights_dictThatHoldsItself_isRefused() {
    Object root = read("}q\u0000U\u0001ah\u0000s.");
    assertThatThrownBy(() -> StateTree.weights(file(""), root, storage -> ByteBuffer.allocate(0)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("at most 32 dicts within each other");
  }

  private static Object read(String pickle) {
    CheckpointFile file = file(PROTO + pickle);
    ByteBuffer bytes = file.slice(0, file.sizeBytes(), "all");
    return new PickleReader(file, new PickleInput(file, bytes), new TorchObjects(file)).read();
  }

  private static CheckpointFile file(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return CheckpointFile.of("x", ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }
}
