package io.masklet.tracker.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one process at a time changes a project. The system frees it when it is killed.
 */
final class ProjectLock implements AutoCloseable {

  private final FileChannel channel;

  private ProjectLock(FileChannel channel) {
    this.channel = channel;
  }

  static ProjectLock take(Path project) throws SessionException {
    Path file = project.resolveSibling(project.getFileName() + ".lock");
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw SessionException.unwritable(file, e);
    }
    if (lock(channel) == null) {
      try {
        channel.close();
      } catch (IOException e) {
        // what matters is said below
      }
      throw new SessionException(
          SessionException.Kind.NOT_READABLE,
          "Opening the session %s: another process has it open. Wait until that is done, or end it; nothing was changed."
              .formatted(project));
    }
    return new ProjectLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException | IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the system frees it with the process
    }
  }
}
