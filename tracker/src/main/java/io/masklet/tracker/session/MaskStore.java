package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.tracker.object.TrackStep;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was computed for a session, in one file that only grows: frames with their masks,
 * accepted masks of prompted frames, and how long the video is. Each record is {@code length, kind,
 * content, CRC-32C}; what a killed process left half-written at the end is cut off on opening, and
 * nothing before it is touched.
 *
 * <p>Masks stay on disk; an index of 32 bytes a record is kept in memory.
 *
 * <p>Not thread-safe.
 */
final class MaskStore implements AutoCloseable {

  private static final long MAGIC = 0x4d41534b4c455431L; // "MASKLET1"
  private static final int HEADER_BYTES = 2 * Long.BYTES;
  private static final int OVERHEAD_BYTES = Integer.BYTES + 1 + Integer.BYTES;
  private static final int MAX_RECORD_BYTES = 256 << 20;
  private static final byte LENGTH = 3;

  /** Kinds 1 and 2 were the next two without signals; they are passed over and computed again. */
  private static final byte FRAME = 4;

  private static final byte ACCEPTED = 5;

  private record Accepted(long number, int track) {}

  private final Path file;
  private final @Nullable FileChannel opened;
  private final FrameIndex index = new FrameIndex();
  private final Map<Accepted, Long> accepted = new HashMap<>();
  private long end = HEADER_BYTES;
  private long cutBytes;
  private long videoFrames = -1;

  private MaskStore(Path file, @Nullable FileChannel opened) {
    this.file = file;
    this.opened = opened;
  }

  private FileChannel channel() {
    return Objects.requireNonNull(opened, "a store that was never written has nothing to read");
  }

  /**
   * Opens the store of a project, and makes it if there is none: all of it can be computed again.
   *
   * @param projectId ties it to its project
   * @param writable whether a torn end is cut off and records may be added
   * @throws SessionException if it belongs to another project or cannot be read
   */
  static MaskStore open(Path file, String projectId, boolean writable) throws SessionException {
    try {
      if (!writable && !Files.exists(file)) {
        return new MaskStore(file, null); // nothing was computed yet
      }
      FileChannel channel =
          writable
              ? FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE)
              : FileChannel.open(file, StandardOpenOption.READ);
      MaskStore store = new MaskStore(file, channel);
      store.load(Digest.of(projectId), writable);
      return store;
    } catch (SessionException e) {
      throw e;
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  private void load(long owner, boolean writable) throws IOException {
    if (channel().size() < HEADER_BYTES) {
      if (writable) {
        channel().truncate(0);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(owner).flip();
        write(header, 0);
      }
      return;
    }
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Channels.newInputStream(channel().position(0))));
    if (in.readLong() != MAGIC || in.readLong() != owner) {
      channel().close();
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Opening the masks %s: expected the store of this session, found another file. Move it away; the masks are then computed again."
              .formatted(file));
    }
    while (readRecord(in)) {
      continue;
    }
    cutBytes = channel().size() - end;
    if (writable && cutBytes > 0) {
      channel().truncate(end);
    }
  }

  /** Reads the next record into the index; false at the end or where it is torn. */
  private boolean readRecord(DataInputStream in) throws IOException {
    try {
      int length = in.readInt();
      if (length < 1 || length > Math.min(MAX_RECORD_BYTES, channel().size() - end)) {
        return false;
      }
      byte[] record = in.readNBytes(length);
      if (record.length < length || in.readInt() != crc(record)) {
        return false;
      }
      note(record, end);
      end += OVERHEAD_BYTES - 1 + length;
      return true;
    } catch (EOFException | RuntimeException e) {
      return false; // a checksum that fits by chance over content that does not
    }
  }

  private void note(byte[] record, long offset) {
    ByteBuffer content = ByteBuffer.wrap(record);
    byte kind = content.get();
    if (kind == FRAME) {
      int frame = content.getInt();
      index.add(frame, content.getLong(), content.getLong(), offset);
    } else if (kind == ACCEPTED) {
      accepted.put(new Accepted(content.getLong(), content.getInt()), offset);
    } else if (kind == LENGTH) {
      videoFrames = content.getLong();
    }
  }

  /** How many bytes at the end were torn. */
  long cutBytes() {
    return cutBytes;
  }

  /** How many frames the video has, once a run came to its end. */
  OptionalLong videoFrames() {
    return videoFrames < 0 ? OptionalLong.empty() : OptionalLong.of(videoFrames);
  }

  /** Bytes of the file that hold. */
  long sizeBytes() {
    return end;
  }

  FrameIndex index() {
    return index;
  }

  void addLength(long frames) throws SessionException {
    append(ByteBuffer.allocate(1 + Long.BYTES).put(LENGTH).putLong(frames));
    try {
      channel().force(false);
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  /**
   * @param key of the past the frame was tracked from
   * @param stateAfter name of what is remembered after it
   */
  void add(FrameResult result, long key, long stateAfter) throws SessionException {
    byte[] content = Records.write(result);
    ByteBuffer record = ByteBuffer.allocate(1 + Integer.BYTES + 2 * Long.BYTES + content.length);
    record.put(FRAME).putInt((int) result.frame()).putLong(key).putLong(stateAfter).put(content);
    append(record);
  }

  FrameResult frame(int row, Size video) throws SessionException {
    ByteBuffer record = read(index.offset(row));
    record.get();
    int frame = record.getInt();
    record.getLong();
    record.getLong();
    return Records.readFrame(frame, record, video);
  }

  /** Keeps what a prompt led to. */
  void accept(Anchor anchor, TrackStep step, int fillAreaPx) throws SessionException {
    byte[] content = Records.write(step, fillAreaPx);
    ByteBuffer record = ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES + content.length);
    record.put(ACCEPTED).putLong(anchor.number()).putInt(anchor.track().value()).put(content);
    append(record);
  }

  /** What the prompt of an action led to; null if it was never followed. */
  @Nullable TrackStep accepted(long number, int track) throws SessionException {
    Long offset = accepted.get(new Accepted(number, track));
    if (offset == null) {
      return null;
    }
    ByteBuffer record = read(offset);
    record.position(1 + Long.BYTES + Integer.BYTES);
    return Records.readStep(record);
  }

  private void append(ByteBuffer filled) throws SessionException {
    byte[] record = filled.array();
    ByteBuffer whole = ByteBuffer.allocate(record.length + OVERHEAD_BYTES - 1);
    whole.putInt(record.length).put(record).putInt(crc(record)).flip();
    try {
      write(whole, end);
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
    note(record, end);
    end += record.length + OVERHEAD_BYTES - 1;
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel().write(bytes, at);
    }
  }

  private ByteBuffer read(long offset) throws SessionException {
    try {
      int length = read(offset, Integer.BYTES).getInt();
      if (length < 1 || length > end - offset) {
        throw new IOException("a record of " + length + " bytes at " + offset);
      }
      ByteBuffer record = read(offset + Integer.BYTES, length);
      if (read(offset + Integer.BYTES + length, Integer.BYTES).getInt() != crc(record.array())) {
        throw new IOException("a checksum that does not fit at " + offset);
      }
      return record;
    } catch (IOException e) {
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Reading masks from %s: expected what was written there, found %s. Open the session again: what is damaged is computed again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    long at = offset;
    while (bytes.hasRemaining()) {
      int count = channel().read(bytes, at);
      if (count < 0) {
        throw new EOFException("the end of the file at " + at);
      }
      at += count;
    }
    return bytes.flip();
  }

  private static int crc(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      // every record was handed to the system when it was added
    }
  }
}
