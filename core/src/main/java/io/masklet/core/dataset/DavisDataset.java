package io.masklet.core.dataset;

import io.masklet.core.eval.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder laid out as DAVIS: pictures in {@code JPEGImages/480p/SEQUENCE}, truth in {@code
 * Annotations/480p/SEQUENCE}, lists of names in {@code ImageSets}. Another resolution than 480p, or
 * none as in YouTube-VOS, is found as well.
 *
 * @param pictures folder of the sequences' pictures
 * @param annotations folder of the sequences' truth
 * @param root of all
 */
public record DavisDataset(Path root, Path pictures, Path annotations) {

  private static final String PICTURES = "JPEGImages";
  private static final String ANNOTATIONS = "Annotations";
  private static final String SAV_ANNOTATIONS = "Annotations_6fps";
  private static final List<String> RESOLUTIONS = List.of("480p", "1080p", "Full-Resolution");

  /**
   * Looks for the folders.
   *
   * @throws EvaluationException if pictures or truth are missing
   */
  public static DavisDataset open(Path root) throws EvaluationException {
    Path pictures = root.resolve(PICTURES);
    Path annotations = root.resolve(ANNOTATIONS);
    if (!Files.isDirectory(pictures) || !Files.isDirectory(annotations)) {
      throw new EvaluationException(
          ("Opening the data set %s: expected pictures in %s/480p/SEQUENCE and truth in"
                  + " %s/480p/SEQUENCE, as DAVIS has them; there is no folder %s. Check the path.")
              .formatted(
                  root,
                  PICTURES,
                  ANNOTATIONS,
                  Files.isDirectory(pictures) ? annotations : pictures));
    }
    return new DavisDataset(root, resolution(pictures), resolution(annotations));
  }

  /** The folder of truth in a data set, or the folder itself if it is none. */
  static Path annotationsIn(Path root) {
    for (String name : List.of(ANNOTATIONS, SAV_ANNOTATIONS)) {
      if (Files.isDirectory(root.resolve(name))) {
        return resolution(root.resolve(name));
      }
    }
    return root;
  }

  /** The pictures that belong to a folder of truth, if it is part of a data set. */
  public static Optional<Path> picturesBeside(Path root) {
    Path pictures = root.resolve(PICTURES);
    return Files.isDirectory(pictures) ? Optional.of(resolution(pictures)) : Optional.empty();
  }

  private static Path resolution(Path folder) {
    return RESOLUTIONS.stream()
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(folder);
  }

  /** All sequences that have truth, by name. */
  public List<String> sequences() throws EvaluationException {
    return Folders.foldersIn(annotations).stream().map(Folders::nameOf).toList();
  }

  /**
   * The sequences of a list in {@code ImageSets}, in the order of the list.
   *
   * @param set such as {@code val}: {@code ImageSets/2017/val.txt}, {@code 2016} or {@code 480p}
   */
  public List<String> sequences(String set) throws EvaluationException {
    for (String year : List.of("2017", "2016", "480p")) {
      Path list = root.resolve("ImageSets").resolve(year).resolve(set + ".txt");
      if (Files.isRegularFile(list)) {
        return read(list);
      }
    }
    throw new EvaluationException(
        "Opening the data set %s: expected the list ImageSets/2017/%s.txt (or 2016, or 480p), found none. Name the sequences instead."
            .formatted(root, set));
  }

  private static List<String> read(Path list) throws EvaluationException {
    try {
      Set<String> names = new LinkedHashSet<>();
      for (String line : Files.readAllLines(list)) {
        if (!line.isBlank()) {
          names.add(sequenceIn(line.strip()));
        }
      }
      return new ArrayList<>(names);
    } catch (IOException e) {
      throw new EvaluationException(
          "Reading the list %s: expected a name a line, but it cannot be read (%s). Check the file."
              .formatted(list, e),
          e);
    }
  }

  /** A line is a name; DAVIS 2016 has the paths of a picture and its truth instead. */
  private static String sequenceIn(String line) {
    String[] path = line.split("\\s+")[0].split("/");
    return path.length > 2 ? path[path.length - 2] : path[path.length - 1];
  }

  /**
   * The folder of a sequence's pictures.
   *
   * @throws EvaluationException if there is none
   */
  public Path picturesOf(String sequence) throws EvaluationException {
    return existing(pictures, sequence, "pictures");
  }

  /**
   * The truth of a sequence.
   *
   * @throws EvaluationException if there is none
   */
  public MaskFolder truthOf(String sequence) throws EvaluationException {
    return MaskFolder.open(sequence, existing(annotations, sequence, "truth"));
  }

  private Path existing(Path parent, String sequence, String what) throws EvaluationException {
    Path folder = parent.resolve(sequence);
    if (sequence.isEmpty() || sequence.contains("..") || !Files.isDirectory(folder)) {
      throw new EvaluationException(
          "Opening the %s of '%s': expected the folder %s, found none. The data set has %s."
              .formatted(what, sequence, folder, String.join(", ", sequences())));
    }
    return folder;
  }
}
