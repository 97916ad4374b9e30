package io.masklet.tracker.session;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Reads a {@link RecordFile} from its beginning, as far as it is whole. */
final class RecordScan {

  private static final int MAX_RECORD_BYTES = 256 << 20;

  /** Hears of every record that is there. */
  interface Visitor {
    /**
     * @throws RuntimeException if the content cannot be; the file then ends before it
     */
    void visit(ByteBuffer content, long offset);
  }

  private final DataInputStream in;
  private final long sizeBytes;
  private final long magic;
  private final long owner;
  private long end = RecordFile.HEADER_BYTES;

  /**
   * Reads the header.
   *
   * @param channel of a file that has one
   */
  RecordScan(FileChannel channel) throws IOException {
    this.in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel.position(0))));
    this.sizeBytes = channel.size();
    this.magic = in.readLong();
    this.owner = in.readLong();
  }

  /** Format and version. */
  long magic() {
    return magic;
  }

  /** The name of whom it belongs to. */
  long owner() {
    return owner;
  }

  /**
   * Shows every record.
   *
   * @return where they end, because the file does or because it is torn there
   */
  long readAll(Visitor visitor) throws IOException {
    while (readRecord(visitor)) {
      // the next one
    }
    return end;
  }

  private boolean readRecord(Visitor visitor) throws IOException {
    try {
      int length = in.readInt();
      if (length < 1 || length > Math.min(MAX_RECORD_BYTES, sizeBytes - end)) {
        return false;
      }
      byte[] record = in.readNBytes(length);
      if (record.length < length || in.readInt() != RecordFile.crc(record)) {
        return false;
      }
      visitor.visit(ByteBuffer.wrap(record), end);
      end += RecordFile.OVERHEAD_BYTES + length;
      return true;
    } catch (EOFException | RuntimeException e) {
      return false; // a checksum that fits by chance over content that does not
    }
  }
}
