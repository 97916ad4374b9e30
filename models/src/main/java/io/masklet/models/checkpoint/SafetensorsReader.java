package io.masklet.models.checkpoint;

import io.masklet.models.json.Json;
import io.masklet.models.json.JsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

  static final int LENGTH_BYTES = 8;

  /** Header, tensor, list. */
  private static final int HEADER_DEPTH = 3;

  /**
   * The header of the largest SAM 2 takes 0.1 MiB. The reference implementation allows six times as
   * much, which a hostile header would blow up to gigabytes of heap.
   */
  private static final long MAX_HEADER_BYTES = 1 << 24;

  private static final int MAX_TENSORS = 100_000;

  private final CheckpointFile file;

  private SafetensorsReader(CheckpointFile file) {
    this.file = file;
  }

  /**
   * Reads a file that already lies in memory and must not change while the result is used.
   *
   * @param source name for messages
   * @throws CheckpointException if it is not a sound safetensors file
   */
  public static StateDict read(String source, ByteBuffer file) {
    return read(CheckpointFile.of(source, file));
  }

  static StateDict read(CheckpointFile file) {
    return new SafetensorsReader(file).read();
  }

  private StateDict read() {
    int headerBytes = headerBytes();
    Map<String, Object> header = header(headerBytes);
    file.require(
        header.size() <= MAX_TENSORS,
        "expected at most %d tensors, found %d; save the weights alone",
        MAX_TENSORS,
        header.size());
    long dataBegin = (long) LENGTH_BYTES + headerBytes;
    long dataBytes = file.sizeBytes() - dataBegin;
    List<Entry> entries = new ArrayList<>();
    header.forEach(
        (name, value) -> {
          if (!name.equals("__metadata__")) {
            entries.add(entry(name, value, dataBytes));
          }
        });
    requireGapless(entries, dataBytes);
    return new StateDict(
        file.name(), entries.stream().map(entry -> entry.weight(file, dataBegin)).toList());
  }

  private int headerBytes() {
    long declared = file.slice(0, LENGTH_BYTES, "the length of the header").getLong(0);
    long available = Math.min(file.sizeBytes() - LENGTH_BYTES, MAX_HEADER_BYTES);
    file.require(
        declared >= 0 && declared <= available,
        "expected a header of at most %d bytes, found length %s; the file is damaged or cut off,"
            + " fetch it again",
        available,
        Long.toUnsignedString(declared));
    return (int) declared;
  }

  private Map<String, Object> header(int headerBytes) {
    try {
      ByteBuffer bytes = file.slice(LENGTH_BYTES, headerBytes, "the header");
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Json.parse(text, HEADER_DEPTH);
    } catch (CharacterCodingException e) {
      throw file.fault(e, "expected a header in UTF-8, found other bytes; the file is damaged");
    } catch (JsonException e) {
      throw file.fault(
          e,
          "the header: %s; the file is damaged or no safetensors file",
          String.valueOf(e.getMessage()));
    }
  }

  private Entry entry(String name, Object value, long dataBytes) {
    Map<?, ?> fields = value instanceof Map<?, ?> map ? map : Map.of();
    DType type = type(name, String.valueOf(fields.get("dtype")));
    long[] shape = longs(name, "shape", Integer.MAX_VALUE, fields);
    long[] offsets = longs(name, "data_offsets", dataBytes, fields);
    file.require(
        offsets.length == 2 && offsets[0] <= offsets[1] && offsets[1] <= dataBytes,
        "tensor %s: expected data_offsets [begin, end] within %d bytes of data, found %s",
        name,
        dataBytes,
        Arrays.toString(offsets));
    requireSize(name, type, shape, offsets[1] - offsets[0]);
    return new Entry(name, type, toInts(shape), offsets[0], offsets[1]);
  }

  private DType type(String name, String text) {
    return Stream.of(DType.values())
        .filter(type -> type.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                file.fault(
                    "tensor %s: expected a dtype of %s, found %s; convert it to float32 first",
                    name, List.of(DType.values()), text));
  }

  private long[] longs(String name, String field, long max, Map<?, ?> fields) {
    Object value = fields.get(field);
    boolean sound =
        value instanceof List<?> items
            && items.stream().allMatch(item -> item instanceof Long n && n >= 0 && n <= max);
    file.require(
        sound,
        "tensor %s: expected %s to be a list of whole numbers from 0 to %d, found %s",
        name,
        field,
        max,
        String.valueOf(value));
    List<?> numbers = value instanceof List<?> list ? list : List.of();
    return numbers.stream().mapToLong(number -> (Long) number).toArray();
  }

  private void requireSize(String name, DType type, long[] shape, long rangeBytes) {
    long bytes = type.sizeBytes();
    for (long extent : shape) {
      // Divide instead of multiplying first: a product of hostile extents may wrap to anything.
      bytes = extent != 0 && bytes > Long.MAX_VALUE / extent ? Long.MAX_VALUE : bytes * extent;
    }
    file.require(
        bytes == rangeBytes,
        "tensor %s: expected %d bytes for its data_offsets, but %s%s needs %d",
        name,
        rangeBytes,
        type,
        Weight.shapeText(toInts(shape)),
        bytes);
  }

  private void requireGapless(List<Entry> entries, long dataBytes) {
    long end = 0;
    for (Entry entry : byOffset(entries)) {
      file.require(
          entry.begin == end,
          "tensor %s: expected to begin at byte %d of the data, where the one before it ends,"
              + " found %d",
          entry.name,
          end,
          entry.begin);
      end = entry.end;
    }
    file.require(end == dataBytes, "expected %d bytes of data, found %d", end, dataBytes);
  }

  private static List<Entry> byOffset(List<Entry> entries) {
    return entries.stream()
        .sorted(Comparator.<Entry>comparingLong(Entry::begin).thenComparingLong(Entry::end))
        .toList();
  }

  private static int[] toInts(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  private record Entry(String name, DType type, int[] shape, long begin, long end) {
    Weight weight(CheckpointFile file, long dataBegin) {
      ByteBuffer bytes = file.slice(dataBegin + begin, end - begin, "tensor " + name);
      return new Weight(name, shape, type, bytes);
    }
  }
}
