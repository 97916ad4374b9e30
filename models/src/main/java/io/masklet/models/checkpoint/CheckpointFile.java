package io.masklet.models.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The bytes of a checkpoint, mapped and not read, with the name that every complaint about them
 * begins with.
 *
 * <p>A mapping holds less than 2 GiB, a file may hold more: it is mapped in segments that overlap
 * by one half, so that every slice of half a mapping lies within one of them.
 */
final class CheckpointFile {

  /** Largest slice: 1 GiB, fifty times the largest tensor of SAM 2.1 large. */
  static final int MAX_SLICE_BYTES = 1 << 30;

  private static final int MAX_SHOWN = 300;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final long MAX_FILE_BYTES = 64L * MAX_SLICE_BYTES;

  private final String name;
  private final long sizeBytes;
  private final int segmentBytes;
  private final List<ByteBuffer> segments;

  private CheckpointFile(String name, long size, int segmentBytes, List<ByteBuffer> segments) {
    this.name = name;
    this.sizeBytes = size;
    this.segmentBytes = segmentBytes;
    this.segments = segments;
  }

  /** A file in memory; it must not change while its weights are used. */
  static CheckpointFile of(String name, ByteBuffer bytes) {
    // One segment that is never left: every offset within the buffer is less than the segment.
    return new CheckpointFile(
        name, bytes.remaining(), Integer.MAX_VALUE, List.of(bytes.slice().asReadOnlyBuffer()));
  }

  /**
   * Maps a file, which must not change while its weights are used.
   *
   * @throws CheckpointException if it cannot be opened or is beyond 64 GiB
   */
  static CheckpointFile map(Path path) {
    return map(path, MAX_SLICE_BYTES);
  }

  /** The same with slices of at most {@code segmentBytes}, for tests. */
  static CheckpointFile map(Path path, int segmentBytes) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_FILE_BYTES) {
        throw new CheckpointException(
            "%s: expected a checkpoint of at most %d bytes, found %d"
                .formatted(path, MAX_FILE_BYTES, size));
      }
      List<ByteBuffer> segments = new ArrayList<>();
      for (long begin = 0; begin < size; begin += segmentBytes) {
        long bytes = Math.min(size - begin, 2L * segmentBytes - 1);
        segments.add(channel.map(FileChannel.MapMode.READ_ONLY, begin, bytes));
      }
      return new CheckpointFile(path.toString(), size, segmentBytes, segments);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(path + ": cannot be read: there is no such file", e);
    } catch (IOException e) {
      throw new CheckpointException("%s: cannot be read: %s".formatted(path, e), e);
    }
  }

  String name() {
    return name;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /**
   * The little-endian, read-only bytes from {@code offset} on.
   *
   * @param what names the slice in the complaint if the file does not have these bytes
   */
  ByteBuffer slice(long offset, long bytes, String what) {
    require(
        bytes >= 0 && bytes <= MAX_SLICE_BYTES,
        "expected %s to be of 0 to %d bytes, found %d",
        what,
        MAX_SLICE_BYTES,
        bytes);
    require(
        offset >= 0 && offset <= sizeBytes - bytes,
        "expected %s within the %d bytes of the file, found %d bytes from byte %d on; the file is"
            + " damaged or cut off, fetch it again",
        what,
        sizeBytes,
        bytes,
        offset);
    if (bytes == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer segment = segments.get((int) (offset / segmentBytes));
    return segment.slice((int) (offset % segmentBytes), (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Complains, with the name of the file in front, unless {@code condition} holds. */
  void require(boolean condition, String message, Object... arguments) {
    if (!condition) {
      throw fault(message, arguments);
    }
  }

  CheckpointException fault(String message, Object... arguments) {
    return new CheckpointException(text(message, arguments));
  }

  CheckpointException fault(Throwable cause, String message, Object... arguments) {
    return new CheckpointException(text(message, arguments), cause);
  }

  private String text(String message, Object... arguments) {
    Object[] shown = Arrays.stream(arguments).map(CheckpointFile::shown).toArray();
    return name + ": " + message.formatted(shown);
  }

  /** Text of a file may be of any length and hold orders to a terminal. */
  private static Object shown(Object argument) {
    if (!(argument instanceof String text)) {
      return argument;
    }
    String part = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    return CONTROL.matcher(part).replaceAll("?");
  }
}
