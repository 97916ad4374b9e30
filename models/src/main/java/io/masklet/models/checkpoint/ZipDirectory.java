package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The central directory of a zip archive, zip64 included, as far as PyTorch writes it: entries are
 * stored as they are, so that they can be mapped. Deflated and encrypted entries are listed but not
 * opened; nothing is ever unpacked.
 *
 * <p>No two opened entries share a byte: each must end before the next begins, so that a small file
 * cannot pretend to be a large one.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format</a>
 */
final class ZipDirectory {

  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int LOCAL_BYTES = 30;
  private static final int ENTRY_BYTES = 46;
  private static final int ZIP64_EXTRA = 1;
  private static final long IN_ZIP64 = 0xffffffffL;

  /** A training state of SAM 2.1 large with AdamW has 3 600. */
  private static final int MAX_ENTRIES = 200_000;

  private static final int MAX_DIRECTORY_BYTES = 1 << 26;

  private final CheckpointFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(
      String name, int flags, int method, int crc, long sizeBytes, long begin, long end) {
    Entry endingAt(long end) {
      return new Entry(name, flags, method, crc, sizeBytes, begin, end);
    }
  }

  /**
   * @throws CheckpointException if the archive has no sound directory
   */
  ZipDirectory(CheckpointFile file) {
    this.file = file;
    ZipEnd end = ZipEnd.find(file);
    file.require(
        end.entries() <= MAX_ENTRIES && end.bytes() <= MAX_DIRECTORY_BYTES,
        "expected a directory of at most %d entries in %d bytes, found %d in %d",
        MAX_ENTRIES,
        MAX_DIRECTORY_BYTES,
        end.entries(),
        end.bytes());
    ByteBuffer directory = file.slice(end.begin(), end.bytes(), "the directory of the archive");
    List<Entry> found = new ArrayList<>();
    for (int i = 0; i < end.entries(); i++) {
      found.add(entry(directory));
    }
    found.sort(Comparator.comparingLong(Entry::begin));
    for (int i = 0; i < found.size(); i++) {
      boolean last = i + 1 == found.size();
      add(found.get(i).endingAt(last ? end.begin() : found.get(i + 1).begin));
    }
  }

  Set<String> names() {
    return entries.keySet();
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /**
   * The bytes of an entry, checked against their CRC-32 unless the writer left that out (PyTorch
   * can be told to, and then writes 0).
   *
   * @throws CheckpointException if there is no such entry, it is not stored or it is damaged
   */
  ByteBuffer open(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw file.fault(
          "expected an entry %s in the archive, found none; the file is incomplete, fetch it again",
          name);
    }
    file.require(
        entry.method == 0 && (entry.flags & 1) == 0,
        "expected entry %s to be stored as it is, found it compressed or encrypted; this archive"
            + " was not written by torch.save: unpack it and pack it again without compression"
            + " (zip -0 -r)",
        name);
    ByteBuffer bytes = data(entry);
    requireSum(entry, bytes);
    return bytes;
  }

  private ByteBuffer data(Entry entry) {
    ByteBuffer local = file.slice(entry.begin, LOCAL_BYTES, "the header of entry " + entry.name);
    file.require(
        local.getInt(0) == LOCAL_SIGNATURE,
        "expected the header of entry %s at byte %d, found something else; the file is damaged,"
            + " fetch it again",
        entry.name,
        entry.begin);
    long begin =
        entry.begin + LOCAL_BYTES + unsigned(local.getShort(26)) + unsigned(local.getShort(28));
    file.require(
        begin <= entry.end && entry.sizeBytes <= entry.end - begin,
        "expected entry %s to end by byte %d, where the next part begins, found %d bytes from byte"
            + " %d on; the file is damaged, fetch it again",
        entry.name,
        entry.end,
        entry.sizeBytes,
        begin);
    return file.slice(begin, entry.sizeBytes, "entry " + entry.name);
  }

  private void requireSum(Entry entry, ByteBuffer bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes.duplicate());
    file.require(
        entry.crc == 0 || (int) sum.getValue() == entry.crc,
        "expected the CRC-32 of entry %s to be %08x, found %08x; the file is damaged, fetch it"
            + " again",
        entry.name,
        entry.crc,
        (int) sum.getValue());
  }

  private void add(Entry entry) {
    file.require(
        entries.put(entry.name, entry) == null,
        "expected every entry of the archive once, found %s twice",
        entry.name);
  }

  /** The entry at the buffer's position, which moves to the next. */
  private Entry entry(ByteBuffer directory) {
    int at = directory.position();
    require(directory.remaining() >= ENTRY_BYTES && directory.getInt(at) == ENTRY_SIGNATURE);
    int nameBytes = unsigned(directory.getShort(at + 28));
    int extraBytes = unsigned(directory.getShort(at + 30));
    int bytes = ENTRY_BYTES + nameBytes + extraBytes + unsigned(directory.getShort(at + 32));
    require(bytes <= directory.remaining());
    byte[] name = new byte[nameBytes];
    directory.get(at + ENTRY_BYTES, name);
    Zip64 wide = new Zip64(directory.slice(at + ENTRY_BYTES + nameBytes, extraBytes));
    long size = wide.orElse(directory.getInt(at + 24));
    long packed = wide.orElse(directory.getInt(at + 20));
    long begin = wide.orElse(directory.getInt(at + 42));
    int method = unsigned(directory.getShort(at + 10));
    require(size >= 0 && begin >= 0 && (method != 0 || packed == size));
    directory.position(at + bytes);
    return new Entry(
        new String(name, StandardCharsets.UTF_8),
        unsigned(directory.getShort(at + 8)),
        method,
        directory.getInt(at + 16),
        size,
        begin,
        begin);
  }

  private void require(boolean condition) {
    file.require(
        condition, "the directory of the archive makes no sense: it is damaged, fetch it again");
  }

  private static int unsigned(short value) {
    return Short.toUnsignedInt(value);
  }

  /** The wide numbers of one entry: only those whose narrow field is full, in their order. */
  private final class Zip64 {
    private final ByteBuffer numbers;

    Zip64(ByteBuffer extra) {
      this.numbers = find(extra).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer find(ByteBuffer extra) {
      ByteBuffer fields = extra.order(ByteOrder.LITTLE_ENDIAN);
      while (fields.remaining() >= 4) {
        int id = unsigned(fields.getShort());
        int bytes = unsigned(fields.getShort());
        require(bytes <= fields.remaining());
        if (id == ZIP64_EXTRA) {
          return fields.slice(fields.position(), bytes);
        }
        fields.position(fields.position() + bytes);
      }
      return ByteBuffer.allocate(0);
    }

    long orElse(int narrow) {
      if (Integer.toUnsignedLong(narrow) != IN_ZIP64) {
        return Integer.toUnsignedLong(narrow);
      }
      require(numbers.remaining() >= Long.BYTES);
      return numbers.getLong();
    }
  }
}
