package io.masklet.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Directories that PyTorch does not write, sound and hostile. */
class ZipDirectoryTest {

  private static final String CONTENT = "hello";

  @Test
  void open_archiveOfJava_givesStoredEntriesOnly() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setComment("with a comment");
      ZipEntry stored = new ZipEntry("stored");
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(CONTENT.length());
      stored.setCrc(crc());
      zip.putNextEntry(stored);
      zip.write(CONTENT.getBytes(StandardCharsets.US_ASCII));
      zip.putNextEntry(new ZipEntry("deflated"));
      zip.write(new byte[1000]);
    }
    ZipDirectory directory = directory(ByteBuffer.wrap(bytes.toByteArray()));
    assertThat(directory.names()).containsExactlyInAnyOrder("stored", "deflated");
    assertThat(text(directory, "stored")).isEqualTo(CONTENT);
    assertThatThrownBy(() -> directory.open("deflated")).hasMessageContaining("compressed");
    assertThatThrownBy(() -> directory.open("gone")).hasMessageContaining("found none");
  }

  @Test
  void open_sizesAndOffsetInZip64_areRead() {
    assertThat(text(directory(archive(zip -> {})), "a")).isEqualTo(CONTENT);
  }

  @Test
  void open_hostileNumbers_areRefused() {
    int entry = 30 + 1 + CONTENT.length();
    int extra = entry + 46 + 1;
    refuse("makes no sense", zip -> zip.putInt(entry, 0)); // signature
    refuse("makes no sense", zip -> zip.putShort(entry + 28, (short) 0xffff)); // name beyond
    refuse("makes no sense", zip -> zip.putShort(extra + 2, (short) 0xffff)); // extra beyond
    refuse("makes no sense", zip -> zip.putShort(extra, (short) 9)); // no zip64 numbers
    refuse("makes no sense", zip -> zip.putLong(extra + 4, -1)); // negative size
    refuse("makes no sense", zip -> zip.putLong(extra + 4, 6)); // stored, but sizes differ
    refuse("the next part begins", zip -> size(zip, extra, 6)); // runs into the directory
    refuse("of 0 to 1073741824 bytes|the next part begins", zip -> size(zip, extra, 1L << 40));
    refuse("the header of entry a", zip -> zip.putLong(extra + 20, 1L << 40)); // local offset
    refuse("the header of entry a", zip -> zip.putLong(extra + 20, 1)); // no header there
    refuse("CRC-32 of entry a", zip -> zip.put(31, (byte) 'j'));
    refuse("encrypted", zip -> zip.putShort(entry + 8, (short) 1));
    refuse("the directory of the archive before", zip -> zip.putLong(extra + 28 + 32, 1L << 62));
    refuse("the directory of the archive before", zip -> zip.putLong(extra + 28 + 40, 1L << 62));
    refuse("the directory of the archive before", zip -> zip.putLong(extra + 28 + 48, -1));
    refuse("zip64 end record", zip -> zip.putLong(extra + 28 + 56 + 8, 0));
    refuse("zip64 end record", zip -> zip.putLong(extra + 28 + 56 + 8, 1L << 62));
  }

  @Test
  void open_entriesThatShareBytes_areRefused() {
    ByteBuffer zip = archive(it -> {});
    int entry = 30 + 1 + CONTENT.length();
    int entryBytes = 46 + 1 + 28;
    ByteBuffer twice = ByteBuffer.allocate(zip.limit() + entryBytes).order(ByteOrder.LITTLE_ENDIAN);
    twice.put(zip.slice(0, entry + entryBytes));
    twice.put(zip.slice(entry, zip.limit() - entry)).rewind();
    twice.put(entry + entryBytes + 46, (byte) 'b');
    int end = entry + 2 * entryBytes;
    twice.putLong(end + 32, 2).putLong(end + 40, 2L * entryBytes).putLong(end + 56 + 8, end);
    ZipDirectory directory = directory(twice);
    assertThat(directory.names()).containsExactlyInAnyOrder("a", "b");
    assertThatThrownBy(() -> directory.open("a")).hasMessageContaining("the next part begins");
    twice.put(entry + entryBytes + 46, (byte) 'a');
    assertThatThrownBy(() -> directory(twice)).hasMessageContaining("found a twice");
  }

  private static void refuse(String reason, Consumer<ByteBuffer> change) {
    assertThatThrownBy(() -> directory(archive(change)).open("a"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageMatching("x: .*(" + reason + ").*");
  }

  private static void size(ByteBuffer zip, int extra, long bytes) {
    zip.putLong(extra + 4, bytes).putLong(extra + 12, bytes);
  }

  /** One entry "a" with everything that may be in zip64 there, then changed. */
  private static ByteBuffer archive(Consumer<ByteBuffer> change) {
    ByteBuffer zip = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    zip.putInt(0x04034b50).putShort(26, (short) 1).position(30);
    zip.put((byte) 'a').put(CONTENT.getBytes(StandardCharsets.US_ASCII));
    int entry = zip.position();
    zip.putInt(0x02014b50).putInt(entry + 16, (int) crc()).putShort(entry + 28, (short) 1);
    zip.putInt(entry + 20, -1).putInt(entry + 24, -1).putInt(entry + 42, -1);
    zip.putShort(entry + 30, (short) 28).position(entry + 46);
    zip.put((byte) 'a').putShort((short) 1).putShort((short) 24);
    zip.putLong(CONTENT.length()).putLong(CONTENT.length()).putLong(0);
    int end = zip.position();
    zip.putInt(0x06064b50).putLong(end + 32, 1).putLong(end + 40, end - entry);
    zip.putLong(end + 48, entry).position(end + 56);
    zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    zip.putInt(0x06054b50).position(zip.position() + 18);
    zip.flip();
    change.accept(zip);
    return zip.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ZipDirectory directory(ByteBuffer zip) {
    return new ZipDirectory(CheckpointFile.of("x", zip));
  }

  private static String text(ZipDirectory directory, String name) {
    return StandardCharsets.US_ASCII.decode(directory.open(name)).toString();
  }

  private static long crc() {
    CRC32 crc = new CRC32();
    crc.update(CONTENT.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }
}
