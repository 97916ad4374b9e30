package io.masklet.tracker.session;

import io.masklet.tracker.memory.MemoryBank;
import io.masklet.tracker.memory.MemoryEntry;
import io.masklet.tracker.network.FrameMemory;
import io.masklet.tracker.network.ObjectPointer;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a tracker remembered after some frames, a file each, so that a run can begin in the middle.
 * They only save time: what is lost is computed again from the one before.
 *
 * <p>There are {@value #MAX_FILES} at most, whatever the length of the video; when there are more,
 * the one that is missed least goes: whose neighbours are closest together.
 */
final class MemoryFiles {

  private static final int MAX_FILES = 64;
  private static final Pattern NAME = Pattern.compile("(\\d{8,10})-([0-9a-f]{16})\\.memory");

  /**
   * @param frame the last one remembered
   * @param state name of what is remembered
   */
  record Known(long frame, long state, Path file) {}

  private final Path folder;

  MemoryFiles(Path folder) {
    this.folder = folder;
  }

  /** All there are, ascending. */
  List<Known> all() throws SessionException {
    List<Known> known = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return known;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          long state = Long.parseUnsignedLong(name.group(2), 16);
          known.add(new Known(Long.parseLong(name.group(1)), state, file));
        }
      }
    } catch (IOException e) {
      throw SessionException.unwritable(folder, e);
    }
    known.sort(Comparator.comparingLong(Known::frame));
    return known;
  }

  void save(long frame, long state, Map<ObjectId, MemoryBank> banks) throws SessionException {
    byte[] content = write(banks);
    CRC32C crc = new CRC32C();
    crc.update(content);
    ByteBuffer whole = ByteBuffer.allocate(content.length + Integer.BYTES);
    whole.put(content).putInt((int) crc.getValue());
    Path file = folder.resolve("%08d-%016x.memory".formatted(frame, state));
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(file.getFileName() + ".part");
      Files.write(part, whole.array());
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      thin();
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
  }

  /** What a file remembers; null if it is damaged, and then it is gone. */
  @Nullable Map<ObjectId, MemoryBank> load(Known known) throws SessionException {
    try {
      byte[] whole = Files.readAllBytes(known.file);
      CRC32C crc = new CRC32C();
      int length = whole.length - Integer.BYTES;
      if (length > 0) {
        crc.update(whole, 0, length);
        if (ByteBuffer.wrap(whole, length, Integer.BYTES).getInt() == (int) crc.getValue()) {
          return read(ByteBuffer.wrap(whole, 0, length));
        }
      }
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      // computed again from the one before
    }
    delete(known);
    return null;
  }

  private void thin() throws SessionException {
    List<Known> known = all();
    while (known.size() > MAX_FILES) {
      int least = 0;
      long gap = Long.MAX_VALUE;
      for (int i = 0; i < known.size() - 1; i++) {
        long before = i == 0 ? 0 : known.get(i - 1).frame;
        if (known.get(i + 1).frame - before < gap) {
          gap = known.get(i + 1).frame - before;
          least = i;
        }
      }
      delete(known.remove(least));
    }
  }

  private static void delete(Known known) throws SessionException {
    try {
      Files.deleteIfExists(known.file);
    } catch (IOException e) {
      throw SessionException.unwritable(known.file, e);
    }
  }

  private static byte[] write(Map<ObjectId, MemoryBank> banks) {
    long size = Integer.BYTES;
    for (MemoryBank bank : banks.values()) {
      size += 4L * Integer.BYTES;
      for (long frame : bank.conditioningFrames()) {
        MemoryEntry entry = bank.conditioning(frame);
        size += sizeOf(entry.memory().tokens()) + sizeOf(entry.pointer().values());
      }
      size += bank.memories().values().stream().mapToLong(m -> sizeOf(m.tokens())).sum();
      size += bank.pointers().values().stream().mapToLong(p -> sizeOf(p.values())).sum();
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
    bytes.putInt(banks.size());
    banks.forEach((id, bank) -> write(bytes, id, bank));
    return bytes.array();
  }

  private static long sizeOf(float[] values) {
    return Long.BYTES + Integer.BYTES + (long) values.length * Float.BYTES;
  }

  private static void write(ByteBuffer bytes, ObjectId id, MemoryBank bank) {
    bytes.putInt(id.value()).putInt(bank.conditioningFrames().size());
    for (long frame : bank.conditioningFrames()) {
      write(bytes, frame, bank.conditioning(frame).memory().tokens());
      write(bytes, frame, bank.conditioning(frame).pointer().values());
    }
    bytes.putInt(bank.memories().size());
    bank.memories().forEach((frame, memory) -> write(bytes, frame, memory.tokens()));
    bytes.putInt(bank.pointers().size());
    bank.pointers().forEach((frame, pointer) -> write(bytes, frame, pointer.values()));
  }

  private static void write(ByteBuffer bytes, long frame, float[] values) {
    bytes.putLong(frame).putInt(values.length);
    Records.put(bytes, values);
  }

  private static Map<ObjectId, MemoryBank> read(ByteBuffer bytes) {
    Map<ObjectId, MemoryBank> banks = new TreeMap<>();
    int objects = bytes.getInt();
    for (int i = 0; i < objects; i++) {
      ObjectId id = new ObjectId(bytes.getInt());
      banks.put(id, readBank(bytes));
    }
    return banks;
  }

  private static MemoryBank readBank(ByteBuffer bytes) {
    MemoryBank bank = new MemoryBank();
    for (int left = bytes.getInt(); left > 0; left--) {
      long frame = bytes.getLong();
      FrameMemory memory = new FrameMemory(Records.get(bytes, bytes.getInt()));
      bytes.getLong();
      ObjectPointer pointer = new ObjectPointer(Records.get(bytes, bytes.getInt()));
      bank.put(new MemoryEntry(frame, memory, pointer, true));
    }
    for (int left = bytes.getInt(); left > 0; left--) {
      bank.restore(bytes.getLong(), new FrameMemory(Records.get(bytes, bytes.getInt())));
    }
    for (int left = bytes.getInt(); left > 0; left--) {
      bank.restore(bytes.getLong(), new ObjectPointer(Records.get(bytes, bytes.getInt())));
    }
    return bank;
  }
}
