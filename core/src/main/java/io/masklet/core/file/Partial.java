package io.masklet.core.file;

import io.masklet.core.frame.VideoException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** What output files and output folders share: names beside the target, moves, error texts. */
final class Partial {

  private static final AtomicLong COUNTER = new AtomicLong();

  private Partial() {}

  /** A hidden name in the same folder, so that the final move stays on one file system. */
  static Path beside(Path target, String ending) {
    String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    return target.resolveSibling("." + target.getFileName() + "." + unique + "." + ending);
  }

  /** The target as an absolute path whose folder exists. */
  static Path absolute(Path target) throws VideoException {
    Path absolute = target.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (folder == null || absolute.getFileName() == null) {
      throw unwritable(target, "it names no file in a folder", "Give a path with a name.");
    }
    if (!Files.isDirectory(folder)) {
      throw unwritable(
          target, "there is no folder " + folder, "Create that folder or choose another one.");
    }
    return absolute;
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static VideoException unwritable(Path target, String found, String advice) {
    return new VideoException(
        VideoException.Kind.NOT_WRITABLE,
        "Writing %s: expected to be able to create it, but %s. %s"
            .formatted(target, found, advice));
  }

  static VideoException unwritable(Path target, IOException cause) {
    return new VideoException(
        VideoException.Kind.NOT_WRITABLE,
        "Writing %s: expected to be able to create it, but the system says: %s. %s"
            .formatted(target, reason(cause), "Check permissions and free space there."),
        cause);
  }

  /** What the system said, without the path, which the message already has. */
  private static String reason(IOException cause) {
    if (!(cause instanceof FileSystemException e)) {
      return String.valueOf(cause.getMessage());
    }
    if (e.getReason() != null) {
      return e.getReason();
    }
    return switch (e.getClass().getSimpleName()) { // their message is the path alone
      case "AccessDeniedException" -> "permission denied";
      case "NoSuchFileException" -> "no such file or folder";
      case "FileAlreadyExistsException" -> "something of that name is in the way";
      case "DirectoryNotEmptyException" -> "the folder is not empty";
      default -> e.getClass().getSimpleName();
    };
  }
}
