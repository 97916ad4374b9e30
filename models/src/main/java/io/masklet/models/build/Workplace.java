package io.masklet.models.build;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A temporary folder beside the one it will become: what is half done is never seen under the final
 * name, and moving it there is one atomic step.
 *
 * <p>Closing deletes what was not published.
 */
final class Workplace implements Closeable {

  private static final int ATTEMPTS = 5;
  private static final String TEMPORARY = ".tmp-";

  private final Path target;
  private final Path folder;

  private Workplace(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  static Workplace beside(Path target) throws IOException {
    Path folder = temporary(target);
    sweep(parent(folder));
    return new Workplace(target, folder);
  }

  /** Deletes what builds left that were killed a day or more ago. */
  static void sweep(Path parent) throws IOException {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    List<Path> siblings;
    try (Stream<Path> list = Files.list(parent)) {
      siblings = list.filter(Workplace::isTemporary).toList();
    }
    for (Path sibling : siblings) {
      if (lastChange(sibling).isBefore(yesterday)) {
        delete(sibling);
      }
    }
  }

  private static Instant lastChange(Path path) throws IOException {
    try {
      return Files.getLastModifiedTime(path).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.now(); // another build has just published it
    }
  }

  /** Where to work. */
  Path folder() {
    return folder;
  }

  /**
   * Moves the folder to its target. If something lies there already it is kept if it is sound (then
   * another process was faster) and replaced if not.
   */
  void publish(BooleanSupplier targetIsSound) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (FileSystemException e) {
        if (targetIsSound.getAsBoolean()) {
          return;
        }
        // A target that is gone by now was moved aside by another build: the place is free, try
        // again.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        discard(target);
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** Whether a folder is one on the way to be another. */
  static boolean isTemporary(Path folder) {
    Path name = folder.getFileName();
    return name != null && name.toString().contains(TEMPORARY);
  }

  /** Deletes a folder: renamed first and deleted then, so that nobody meets half of one. */
  static void discard(Path target) throws IOException {
    Path bin = temporary(target);
    try {
      Files.move(target, bin.resolve("discarded"), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Someone else moved it; the next attempt will find the place free or taken anew.
    } finally {
      delete(bin);
    }
  }

  /** Bytes of all files in a folder; what goes away meanwhile counts as nothing. */
  static long sizeBytes(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).mapToLong(Workplace::fileBytes).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long fileBytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static Path temporary(Path target) throws IOException {
    Path parent = parent(target);
    Files.createDirectories(parent);
    // Not createTempDirectory, whose folders only their maker may read: a cache can be shared.
    String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return Files.createDirectory(parent.resolve(target.getFileName() + TEMPORARY + suffix));
  }

  static Path parent(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("expected a folder inside another, got " + path);
    }
    return parent;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
