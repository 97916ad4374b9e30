package io.masklet.tracker.session;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** Format and version, and whom it belongs to. */
  static final int HEADER_BYTES = 2 * Long.BYTES;

  /** Length and checksum of a record. */
  static final int OVERHEAD_BYTES = 2 * Integer.BYTES;

  private static final long MAGIC = 0x4d41534b4c455433L; // "MASKLET3"
  private static final long OLDEST_MAGIC = 0x4d41534b4c455431L; // "MASKLET1"

  private final Path file;
  private final @Nullable FileChannel opened;
  private final boolean writable;
  private long end = HEADER_BYTES;
  private long cutBytes;
  private boolean startedAnew;

  private RecordFile(Path file, @Nullable FileChannel opened, boolean writable) {
    this.file = file;
    this.opened = opened;
    this.writable = writable;
  }

  /**
   * Opens a file, or makes it if it may be written. It has to be {@linkplain #load loaded} before
   * anything else.
   *
   * @throws SessionException if it cannot be opened
   */
  static RecordFile open(Path file, boolean writable) throws SessionException {
    try {
      if (writable) {
        FileChannel channel =
            FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new RecordFile(file, channel, true);
      }
      boolean isThere = Files.exists(file); // or nothing was computed yet
      FileChannel channel = isThere ? FileChannel.open(file, StandardOpenOption.READ) : null;
      return new RecordFile(file, channel, false);
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  /**
   * Reads what is there. A torn end is cut off if the file may be written.
   *
   * @param owner name of whom it belongs to
   * @param visitor is shown every record, in order
   * @throws SessionException if it belongs to another or cannot be read
   */
  void load(long owner, RecordScan.Visitor visitor) throws SessionException {
    try {
      if (opened == null || opened.size() < HEADER_BYTES) {
        begin(owner);
        return;
      }
      RecordScan scan = new RecordScan(opened);
      requireOwn(scan, owner);
      if (scan.magic() < MAGIC) {
        startedAnew = true;
        begin(owner);
        return;
      }
      end = scan.readAll(visitor);
      cutBytes = opened.size() - end;
      if (writable && cutBytes > 0) {
        opened.truncate(end);
      }
    } catch (SessionException e) {
      throw e;
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  private void requireOwn(RecordScan scan, long owner) throws SessionException {
    if (scan.owner() != owner || scan.magic() < OLDEST_MAGIC || scan.magic() > MAGIC) {
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Opening the masks %s: expected the store of this session, found another file. Move it away; the masks are then computed again."
              .formatted(file));
    }
  }

  private void begin(long owner) throws IOException {
    if (writable) {
      channel().truncate(0);
      write(ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(owner).flip(), 0);
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

  /**
   * Adds a record.
   *
   * @param filled its content, over an array of its own and up to the end
   * @return where it is
   */
  long append(ByteBuffer filled) throws SessionException {
    byte[] record = filled.array();
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

  /** The content of a record that was shown or added. */
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

  /** What is kept beside a record to know it by. */
  static int crc(byte[] record) {
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
