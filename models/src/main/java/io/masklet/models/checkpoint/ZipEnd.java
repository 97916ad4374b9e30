package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the directory of a zip archive lies, from the record at its end or, if there is one, from
 * the zip64 record before that.
 *
 * @param begin offset of the directory in the file
 * @param bytes size of the directory
 * @param entries how many entries it lists
 */
record ZipEnd(long begin, long bytes, long entries) {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xffff;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int ZIP64_SIGNATURE = 0x06064b50;
  private static final int ZIP64_BYTES = 56;

  private static final int SMALLEST_ENTRY_BYTES = 46;

  /**
   * @throws CheckpointException if there is no such record or it points out of the file
   */
  static ZipEnd find(CheckpointFile file) {
    long at = endRecord(file);
    ZipEnd end = at >= LOCATOR_BYTES ? zip64(file, at - LOCATOR_BYTES) : null;
    if (end == null) {
      ByteBuffer record = file.slice(at, END_BYTES, "the end record");
      end =
          new ZipEnd(
              Integer.toUnsignedLong(record.getInt(16)),
              Integer.toUnsignedLong(record.getInt(12)),
              Short.toUnsignedInt(record.getShort(10)));
    }
    file.require(
        end.begin >= 0
            && end.bytes >= 0
            && end.begin <= at
            && end.bytes <= at - end.begin
            && end.entries >= 0
            && end.entries <= end.bytes / SMALLEST_ENTRY_BYTES,
        "expected the directory of the archive before byte %d, found %d entries in %d bytes from"
            + " byte %d on; the file is damaged, fetch it again",
        at,
        end.entries,
        end.bytes,
        end.begin);
    return end;
  }

  /** The last place where a record of this kind reaches exactly to the end of the file. */
  private static long endRecord(CheckpointFile file) {
    long bytes = Math.min(file.sizeBytes(), END_BYTES + MAX_COMMENT_BYTES);
    long begin = file.sizeBytes() - bytes;
    ByteBuffer tail = file.slice(begin, bytes, "the end of the archive");
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE
          && Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit() - at - END_BYTES) {
        return begin + at;
      }
    }
    throw file.fault(
        "expected the directory of a PyTorch archive at the end of its %d bytes, found none; the"
            + " file is cut off or still being downloaded, fetch it again",
        file.sizeBytes());
  }

  private static @Nullable ZipEnd zip64(CheckpointFile file, long at) {
    ByteBuffer locator = file.slice(at, LOCATOR_BYTES, "the zip64 locator");
    if (locator.getInt(0) != LOCATOR_SIGNATURE) {
      return null;
    }
    ByteBuffer record = file.slice(locator.getLong(8), ZIP64_BYTES, "the zip64 end record");
    file.require(
        record.getInt(0) == ZIP64_SIGNATURE,
        "expected a zip64 end record at byte %d, found something else; the file is damaged, fetch"
            + " it again",
        locator.getLong(8));
    return new ZipEnd(record.getLong(48), record.getLong(40), record.getLong(32));
  }
}
