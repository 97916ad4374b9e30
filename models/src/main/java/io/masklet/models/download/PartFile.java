package io.masklet.models.download;

import io.masklet.models.json.Json;
import io.masklet.models.json.JsonException;
import io.masklet.models.json.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived of a file, and what must be known to ask for the rest: the server's own mark of
 * the version it sent. Locked against other processes while open.
 */
final class PartFile implements Closeable {

  private final Path part;
  private final Path note;
  private final FileChannel lockFile;
  private final FileLock lock;

  private PartFile(Path part, Path note, FileChannel lockFile, FileLock lock) {
    this.part = part;
    this.note = note;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Opens what there is, possibly nothing yet.
   *
   * @param target the name of the whole file
   * @throws DownloadException if another process is at it
   */
  static PartFile of(Path target) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            target.resolveSibling(target.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new DownloadException(
          "Downloading %s: another masklet is at it just now. Wait until it is done, or stop it."
              .formatted(target.getFileName()));
    }
    return new PartFile(
        target.resolveSibling(target.getFileName() + ".part"),
        target.resolveSibling(target.getFileName() + ".part.json"),
        channel,
        lock);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  Path path() {
    return part;
  }

  /** Bytes that have arrived. */
  long sizeBytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /**
   * The server's mark of the version whose beginning lies here, to be sent as {@code If-Range}, or
   * null if there is none and only the whole file can be asked for.
   */
  @Nullable String validator() throws IOException {
    if (sizeBytes() == 0 || !Files.exists(note)) {
      return null;
    }
    try {
      Object mark = Json.parse(Files.readString(note), 2).get("validator");
      return mark instanceof String text && !text.isEmpty() ? text : null;
    } catch (JsonException e) {
      return null; // half written when the power went
    }
  }

  /** Starts from nothing with a version that {@code validator} marks. */
  void begin(@Nullable String validator) throws IOException {
    discard();
    Files.writeString(
        note, JsonWriter.write(Map.of("validator", validator == null ? "" : validator)));
  }

  /** A channel at the end of what has arrived. */
  FileChannel append() throws IOException {
    return FileChannel.open(
        part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /** Forgets all that has arrived. */
  void discard() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(part);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close(); // the file stays: deleting it would let two processes lock two files
  }
}
