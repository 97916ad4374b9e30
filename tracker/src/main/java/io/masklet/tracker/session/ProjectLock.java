package io.masklet.tracker.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one process at a time changes a project. The system frees it when it is killed.
 *
 * <p>The empty file that is locked stays. Whoever waits for it may have it open already when it is
 * removed; they would then lock a file without a name, and the next to come another one. To notice,
 * they would have to compare what they locked with what has the name now: Java cannot ask an open
 * file what it is, and opening the name once more to look gives the lock away, as in POSIX closing
 * any descriptor of a file does.
 *
 * <p>For the same reason this process never opens a file it has locked a second time.
 */
final class ProjectLock implements AutoCloseable {

  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private ProjectLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param project which exists
   * @throws SessionException if it is locked, here or by another process, or cannot be
   */
  static ProjectLock take(Path project) throws SessionException {
    Path file = lockFile(project);
    if (!HELD_HERE.add(file)) {
      throw taken(project);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new ProjectLock(file, channel);
      }
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw SessionException.unwritable(file, e);
    }
    new ProjectLock(file, channel).close();
    throw taken(project);
  }

  private static Path lockFile(Path project) throws SessionException {
    try {
      Path real = project.toRealPath();
      return real.resolveSibling(real.getFileName() + ".lock");
    } catch (IOException e) {
      throw SessionException.unwritable(project, e);
    }
  }

  private static SessionException taken(Path project) {
    return new SessionException(
        SessionException.Kind.NOT_READABLE,
        "Opening the session %s: another process has it open. Wait until that is done, or end it; nothing was changed."
            .formatted(project));
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException | IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the system frees it with the process
    }
    HELD_HERE.remove(file);
  }
}
