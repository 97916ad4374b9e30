package io.masklet.core.file;

import io.masklet.core.frame.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is written beside its final name and moved into place when it is complete. Until then
 * nothing that existed is touched; a process that is killed leaves at most a hidden {@code .part}
 * file.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public final class OutputFile implements AutoCloseable {

  private final Path target;
  private final Path part;
  private final boolean force;
  private boolean finished;

  private OutputFile(Path target, Path part, boolean force) {
    this.target = target;
    this.part = part;
    this.force = force;
  }

  /**
   * Creates the empty file beside the target.
   *
   * @param force whether a file of that name may be replaced
   * @throws VideoException if it exists without {@code force}, or nothing can be created there
   */
  public static OutputFile begin(Path target, boolean force) throws VideoException {
    Path absolute = Partial.absolute(target);
    requireFree(absolute, force);
    Path part = Partial.beside(absolute, "part");
    try {
      Files.createFile(part);
    } catch (IOException e) {
      throw Partial.unwritable(target, e);
    }
    return new OutputFile(absolute, part, force);
  }

  private static void requireFree(Path target, boolean force) throws VideoException {
    if (Files.isDirectory(target)) {
      throw Partial.unwritable(target, "it is a folder", "Give the name of a file.");
    }
    if (Files.exists(target) && !force) {
      throw Partial.unwritable(
          target, "it exists", "Choose another name, or use --force to replace it.");
    }
  }

  /** Where to write until {@link #finish()}. */
  public Path part() {
    return part;
  }

  /**
   * A hidden name beside the target, unique, for what is needed until {@link #finish()}. Whoever
   * makes something there deletes it.
   */
  public Path beside(String ending) {
    return Partial.beside(target, ending);
  }

  /** The final name. */
  public Path target() {
    return target;
  }

  /** What to throw when writing to {@link #part()} failed. */
  public VideoException failure(IOException cause) {
    return Partial.unwritable(target, cause);
  }

  /** Moves the complete file into place. Whoever wrote it has closed it before. */
  public void finish() throws VideoException {
    requireFree(target, force); // it may have appeared while we were writing
    try {
      Partial.move(part, target);
    } catch (IOException e) {
      throw Partial.unwritable(target, e);
    }
    finished = true;
  }

  /** Discards what was not finished. */
  @Override
  public void close() {
    if (!finished) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        part.toFile().deleteOnExit(); // held open by someone, as Windows does; try again later
      }
    }
  }
}
