package io.masklet.core.dataset;

import io.masklet.core.eval.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Listing folders; hidden files are passed over. */
final class Folders {

  private Folders() {}

  /** The folders in a folder, by name. */
  static List<Path> foldersIn(Path folder) throws EvaluationException {
    return list(folder, Files::isDirectory);
  }

  /** The PNG files in a folder, by name. */
  static List<Path> picturesIn(Path folder) throws EvaluationException {
    return list(folder, file -> nameOf(file).endsWith(".png") && Files.isRegularFile(file));
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) throws EvaluationException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !nameOf(entry).startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new EvaluationException(
          "Opening folder %s: expected to list what is in it, but the system refuses (%s). Check the path and its permissions."
              .formatted(folder, e),
          e);
    }
  }

  static String nameOf(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  /** The name of a picture without its ending: what a frame is called. */
  static String stem(Path picture) {
    String name = nameOf(picture);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
