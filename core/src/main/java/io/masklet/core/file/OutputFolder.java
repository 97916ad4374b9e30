package io.masklet.core.file;

import io.masklet.core.frame.VideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of files that is filled beside its final name and moved into place when it is complete.
 *
 * <p>An existing folder is replaced only with {@code force}, and only if it holds nothing but files
 * such as we write: nobody loses a holiday picture to a mistyped path.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public final class OutputFolder implements AutoCloseable {

  private final Path target;
  private final Path part;
  private final boolean force;
  private final Predicate<String> ours;
  private final Move move;
  private boolean finishing;

  /** How a file or folder gets another name; tests make it fail. */
  interface Move {
    void move(Path from, Path to) throws IOException;
  }

  private OutputFolder(Path target, Path part, boolean force, Predicate<String> ours, Move move) {
    this.target = target;
    this.part = part;
    this.force = force;
    this.ours = ours;
    this.move = move;
  }

  /**
   * Creates the empty folder beside the target.
   *
   * @param force whether a folder of that name may be replaced
   * @param ours the file names that we write, as a regular expression
   * @throws VideoException if it exists without {@code force} or holds other files, or nothing can
   *     be created there
   */
  public static OutputFolder begin(Path target, boolean force, String ours) throws VideoException {
    return begin(target, force, ours, Partial::move);
  }

  static OutputFolder begin(Path target, boolean force, String ours, Move move)
      throws VideoException {
    Path absolute = Partial.absolute(target);
    Predicate<String> names = Pattern.compile(ours).asMatchPredicate();
    requireFree(absolute, force, names);
    Path part = Partial.beside(absolute, "part");
    try {
      Files.createDirectory(part);
    } catch (IOException e) {
      throw Partial.unwritable(target, e);
    }
    return new OutputFolder(absolute, part, force, names, move);
  }

  private static void requireFree(Path target, boolean force, Predicate<String> ours)
      throws VideoException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw Partial.unwritable(target, "it is a file", "Give the name of a folder.");
    }
    List<String> names = list(target);
    Optional<String> foreign = names.stream().filter(ours.negate()).findFirst();
    if (foreign.isPresent()) {
      throw Partial.unwritable(
          target,
          "that folder holds other files, such as " + foreign.get(),
          "Choose a new or empty folder; folders with other files are never replaced.");
    }
    if (!names.isEmpty() && !force) {
      throw Partial.unwritable(
          target,
          "that folder exists and is not empty",
          "Choose another name, or use --force to replace it.");
    }
  }

  private static List<String> list(Path folder) throws VideoException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw Partial.unwritable(folder, e);
    }
  }

  /** Where to write the file of this name until {@link #finish()}. */
  public Path file(String name) {
    if (!ours.test(name)) {
      throw new IllegalArgumentException("output folder: not one of its file names: " + name);
    }
    return part.resolve(name);
  }

  /** The final name of the folder. */
  public Path target() {
    return target;
  }

  /** What to throw when writing one of the files failed. */
  public VideoException failure(IOException cause) {
    return Partial.unwritable(target, cause);
  }

  /**
   * Moves the complete folder into place; an old one goes away only after that succeeded.
   *
   * @throws VideoException if that fails; nothing written is thrown away, and the message says
   *     where it is
   */
  public void finish() throws VideoException {
    finishing = true;
    try {
      requireFree(target, force, ours);
      if (Files.exists(target)) {
        replaceTarget();
      } else {
        move.move(part, target);
      }
    } catch (IOException e) {
      throw kept(e instanceof VideoException known ? known : Partial.unwritable(target, e));
    }
  }

  private VideoException kept(VideoException cause) {
    return new VideoException(
        cause.kind(),
        cause.getMessage()
            + " All files are complete; those not yet in place are kept in "
            + part
            + ".",
        cause);
  }

  private void replaceTarget() throws IOException {
    Path old = Partial.beside(target, "old");
    try {
      move.move(target, old);
    } catch (IOException e) {
      fillTarget(); // it is a mount point, for one, which keeps its place
      return;
    }
    try {
      move.move(part, target);
    } catch (IOException e) {
      move.move(old, target);
      throw e;
    }
    delete(old);
  }

  /** Moves the files one by one; old ones go away only after that succeeded. */
  private void fillTarget() throws IOException {
    List<String> names = list(part);
    for (String name : names) {
      move.move(part.resolve(name), target.resolve(name));
    }
    for (String name : list(target)) {
      if (!names.contains(name)) {
        Files.delete(target.resolve(name));
      }
    }
    delete(part);
  }

  /** Discards what was not finished. */
  @Override
  public void close() {
    if (!finishing) {
      try {
        delete(part);
      } catch (IOException e) {
        part.toFile().deleteOnExit();
      }
    }
  }

  /** Deletes a folder of plain files, which is all we make. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
