package io.masklet.tracker.session;

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
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that only grows. Each is {@code length, content, CRC-32C}; what a killed
 * process left half-written at the end is cut off on opening, and nothing before it is touched.
 *
 * <p>Not thread-safe.
 */
final class RecordFile implements AutoCloseable {

  private static final long MAGIC = 0x4d41534b4c455433L; // "MASKLET3"
  private static final long OLDEST_MAGIC = 0x4d41534b4c455431L; // "MASKLET1"
  private static final int HEADER_BYTES = 2 * Long.BYTES;
  private static final int OVERHEAD_BYTES = 2 * Integer.BYTES;
  private static final int MAX_RECORD_BYTES = 256 << 20;

  /** Hears of every record that is there. */
  interface Visitor {
    /**
     * @throws RuntimeException if the content cannot be; the file then ends before it
     */
    void visit(ByteBuffer content, long offset);
  }

  private final Path file;
  private final @Nullable FileChannel opened;
  private long end = HEADER_BYTES;
  private long cutBytes;
  private boolean startedAnew;

  private RecordFile(Path file, @Nullable FileChannel opened) {
    this.file = file;
    this.opened = opened;
  }

  /**
   * Opens a file, or makes it if it may be written.
   *
   * @param owner name of whom it belongs to
   * @param visitor is shown every record, in order
   * @throws SessionException if it belongs to another or cannot be read
   */
  static RecordFile open(Path file, long owner, boolean writable, Visitor visitor)
      throws SessionException {
    try {
      if (!writable && !Files.exists(file)) {
        return new RecordFile(file, null); // nothing was computed yet
      }
      FileChannel channel =
          writable
              ? FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE)
              : FileChannel.open(file, StandardOpenOption.READ);
      RecordFile records = new RecordFile(file, channel);
      try {
        records.load(owner, writable, visitor);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return records;
    } catch (SessionException e) {
      throw e;
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  private void load(long owner, boolean writable, Visitor visitor) throws IOException {
    if (channel().size() < HEADER_BYTES) {
      if (writable) {
        begin(owner);
      }
      return;
    }
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Channels.newInputStream(channel().position(0))));
    long magic = in.readLong();
    if (in.readLong() != owner || magic < OLDEST_MAGIC || magic > MAGIC) {
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Opening the masks %s: expected the store of this session, found another file. Move it away; the masks are then computed again."
              .formatted(file));
    }
    if (magic < MAGIC) {
      startedAnew = true;
      if (writable) {
        begin(owner);
      }
      return;
    }
    boolean more = true;
    while (more) {
      more = readRecord(in, visitor);
    }
    cutBytes = channel().size() - end;
    if (writable && cutBytes > 0) {
      channel().truncate(end);
    }
  }

  private void begin(long owner) throws IOException {
    channel().truncate(0);
    write(ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(owner).flip(), 0);
  }

  /** Reads the next record; false at the end or where it is torn. */
  private boolean readRecord(DataInputStream in, Visitor visitor) throws IOException {
    try {
      int length = in.readInt();
      if (length < 1 || length > Math.min(MAX_RECORD_BYTES, channel().size() - end)) {
        return false;
      }
      byte[] record = in.readNBytes(length);
      if (record.length < length || in.readInt() != crc(record)) {
        return false;
      }
      visitor.visit(ByteBuffer.wrap(record), end);
      end += OVERHEAD_BYTES + length;
      return true;
    } catch (EOFException | RuntimeException e) {
      return false; // a checksum that fits by chance over content that does not
    }
  }

  /** How many bytes at the end were torn. */
  long cutBytes() {
    return cutBytes;
  }

  /** Whether it was of an older version, whose records are of no use. */
  boolean startedAnew() {
    return startedAnew;
  }

  /** Bytes of the file that hold. */
  long sizeBytes() {
    return end;
  }

  /**
   * Adds a record.
   *
   * @return where it is
   */
  long append(byte[] record) throws SessionException {
    ByteBuffer whole = ByteBuffer.allocate(record.length + OVERHEAD_BYTES);
    whole.putInt(record.length).put(record).putInt(crc(record)).flip();
    try {
      write(whole, end);
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
    long offset = end;
    end += record.length + OVERHEAD_BYTES;
    return offset;
  }

  /** Sees to it that what was added outlives a loss of power. */
  void force() throws SessionException {
    try {
      channel().force(false);
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  ByteBuffer read(long offset) throws SessionException {
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

  private void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel().write(bytes, at);
    }
  }

  private FileChannel channel() {
    return Objects.requireNonNull(opened, "a file that was never written has nothing to read");
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
