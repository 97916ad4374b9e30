package io.masklet.models.checkpoint;

import io.masklet.models.json.Json;
import io.masklet.models.json.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads safetensors files: eight bytes of header length, a JSON header, then the tensors without a
 * gap.
 *
 * <p>The file is taken for hostile. Nothing is allocated from a number in it before that number is
 * known to fit the file, and what the format forbids (holes, overlaps, bytes left over, names given
 * twice) is refused with a message that names the file and the tensor.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public final class SafetensorsReader {

  private static final int LENGTH_BYTES = 8;

  /** Header, tensor, list. */
  private static final int HEADER_DEPTH = 3;

  /** As in the reference implementation: a header beyond this is an attack, not a model. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private final String source;
  private final ByteBuffer file;

  private SafetensorsReader(String source, ByteBuffer file) {
    this.source = source;
    this.file = file.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Maps {@code file} into memory and reads its header; weights are decoded on use.
   *
   * @throws CheckpointException if it cannot be opened or is not a sound safetensors file
   */
  public static StateDict read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new CheckpointException(
            "%s: expected at most 2 GiB, found %d bytes".formatted(file, size));
      }
      return read(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
    } catch (IOException e) {
      throw new CheckpointException("%s: cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * Reads a file that already lies in memory and must not change while the result is used.
   *
   * @param source name for messages
   */
  public static StateDict read(String source, ByteBuffer file) {
    return new SafetensorsReader(source, file).read();
  }

  private StateDict read() {
    int headerBytes = headerBytes();
    Map<String, Object> header = header(headerBytes);
    ByteBuffer data = slice(file, LENGTH_BYTES + headerBytes, file.limit());
    List<Entry> entries = new ArrayList<>();
    header.forEach(
        (name, value) -> {
          if (!name.equals("__metadata__")) {
            entries.add(entry(name, value, data.limit()));
          }
        });
    requireGapless(entries, data.limit());
    return new StateDict(source, entries.stream().map(entry -> entry.weight(data)).toList());
  }

  private int headerBytes() {
    require(file.limit() >= LENGTH_BYTES, "expected at least 8 bytes, found %d", file.limit());
    long declared = file.getLong(0);
    long available = Math.min(file.limit() - LENGTH_BYTES, MAX_HEADER_BYTES);
    require(
        declared >= 0 && declared <= available,
        "expected a header of at most %d bytes, found length %s",
        available,
        Long.toUnsignedString(declared));
    return (int) declared;
  }

  private Map<String, Object> header(int headerBytes) {
    try {
      ByteBuffer bytes = slice(file, LENGTH_BYTES, LENGTH_BYTES + headerBytes);
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Json.parse(text, HEADER_DEPTH);
    } catch (CharacterCodingException e) {
      throw new CheckpointException(source + ": the header is not UTF-8", e);
    } catch (JsonException e) {
      throw new CheckpointException(source + ": the header: " + e.getMessage(), e);
    }
  }

  private Entry entry(String name, Object value, int dataBytes) {
    Map<?, ?> fields = value instanceof Map<?, ?> map ? map : Map.of();
    DType type = type(name, String.valueOf(fields.get("dtype")));
    long[] shape = longs(name, "shape", fields);
    long[] offsets = longs(name, "data_offsets", fields);
    require(
        offsets.length == 2 && offsets[0] <= offsets[1] && offsets[1] <= dataBytes,
        "tensor %s: expected data_offsets [begin, end] within %d bytes of data, found %s",
        name,
        dataBytes,
        Arrays.toString(offsets));
    requireSize(name, type, shape, offsets[1] - offsets[0]);
    return new Entry(name, type, toInts(shape), (int) offsets[0], (int) offsets[1]);
  }

  private DType type(String name, String text) {
    return Stream.of(DType.values())
        .filter(type -> type.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointException(
                    "%s: tensor %s: expected a dtype of %s, found %s"
                        .formatted(source, name, List.of(DType.values()), text)));
  }

  private long[] longs(String name, String field, Map<?, ?> fields) {
    Object value = fields.get(field);
    boolean sound =
        value instanceof List<?> items
            && items.stream()
                .allMatch(i -> i instanceof Long n && n >= 0 && n <= Integer.MAX_VALUE);
    require(
        sound,
        "tensor %s: expected %s to be a list of whole numbers from 0 to 2^31 - 1, found %s",
        name,
        field,
        value == null ? "none" : value);
    List<?> numbers = value instanceof List<?> list ? list : List.of();
    return numbers.stream().mapToLong(number -> (Long) number).toArray();
  }

  private void requireSize(String name, DType type, long[] shape, long rangeBytes) {
    long bytes = type.sizeBytes();
    for (long extent : shape) {
      // Divide instead of multiplying first: a product of hostile extents may wrap to anything.
      bytes = extent != 0 && bytes > Long.MAX_VALUE / extent ? Long.MAX_VALUE : bytes * extent;
    }
    require(
        bytes == rangeBytes,
        "tensor %s: expected %d bytes for its data_offsets, but %s%s needs %d",
        name,
        rangeBytes,
        type,
        Weight.shapeText(toInts(shape)),
        bytes);
  }

  private void requireGapless(List<Entry> entries, int dataBytes) {
    int end = 0;
    for (Entry entry : byOffset(entries)) {
      require(
          entry.begin == end,
          "tensor %s: expected to begin at byte %d of the data, where the one before it ends,"
              + " found %d",
          entry.name,
          end,
          entry.begin);
      end = entry.end;
    }
    require(end == dataBytes, "expected %d bytes of data, found %d", end, dataBytes);
  }

  private static List<Entry> byOffset(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.<Entry>comparingInt(Entry::begin).thenComparingInt(Entry::end))
        .toList();
  }

  private static int[] toInts(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  private static ByteBuffer slice(ByteBuffer buffer, int begin, int end) {
    return buffer.slice(begin, end - begin);
  }

  private void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw new CheckpointException(source + ": " + message.formatted(arguments));
    }
  }

  private record Entry(String name, DType type, int[] shape, int begin, int end) {
    Weight weight(ByteBuffer data) {
      return new Weight(name, shape, type, slice(data, begin, end));
    }
  }
}
