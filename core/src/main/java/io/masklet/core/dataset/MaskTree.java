package io.masklet.core.dataset;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.MaskSequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Masks of many sequences below one folder. These are understood:
 *
 * <pre>
 *   FOLDER/00000.png                            one sequence
 *   FOLDER/blackswan/00000.png                  a folder a sequence (DAVIS, YouTube-VOS, results)
 *   FOLDER/sav_000001/000/00000.png             a folder a sequence and object (SA-V)
 *   FOLDER/Annotations/480p/blackswan/...       a whole data set
 *   FOLDER/Annotations_6fps/sav_000001/...      a whole data set
 * </pre>
 *
 * @param folder where they were found
 * @param sequences by their path below it: {@code blackswan}, {@code sav_000001/000}, or nothing
 *     for a single sequence
 * @param perObject whether every object has a folder of its own
 */
public record MaskTree(Path folder, Map<String, MaskSequence> sequences, boolean perObject) {

  public MaskTree {
    sequences = Collections.unmodifiableMap(new TreeMap<>(sequences));
  }

  /**
   * Looks what is there; reads no picture.
   *
   * @throws EvaluationException if it is none of the above
   */
  public static MaskTree open(Path root) throws EvaluationException {
    if (!Files.isDirectory(root)) {
      throw new EvaluationException(
          "Opening the masks in %s: expected a folder, found %s. Check the path."
              .formatted(root, Files.exists(root) ? "a file" : "nothing"));
    }
    Path folder = DavisDataset.annotationsIn(root);
    Map<String, MaskSequence> found = new TreeMap<>();
    if (!Folders.picturesIn(folder).isEmpty()) {
      found.put("", MaskFolder.open(Folders.nameOf(folder), folder));
      return new MaskTree(folder, found, false);
    }
    boolean perObject = false;
    for (Path sequence : Folders.foldersIn(folder)) {
      List<Path> objects = Folders.foldersIn(sequence);
      if (!Folders.picturesIn(sequence).isEmpty()) {
        found.put(Folders.nameOf(sequence), MaskFolder.open(Folders.nameOf(sequence), sequence));
      } else {
        perObject |= !objects.isEmpty();
        addObjects(found, sequence, objects);
      }
    }
    if (found.isEmpty()) {
      throw new EvaluationException(
          ("Opening the masks in %s: expected PNG files, folders of them (one a sequence) or folders"
                  + " of folders (sequence and object), found none. Check the path.")
              .formatted(folder));
    }
    return new MaskTree(folder, found, perObject);
  }

  private static void addObjects(Map<String, MaskSequence> found, Path sequence, List<Path> objects)
      throws EvaluationException {
    String video = Folders.nameOf(sequence);
    for (Path object : objects) {
      found.put(video + "/" + Folders.nameOf(object), ObjectFolder.open(video, object));
    }
  }

  /**
   * The masks at a path.
   *
   * @throws EvaluationException if there are none; says what there is
   */
  public MaskSequence get(String path) throws EvaluationException {
    MaskSequence sequence = sequences.get(path);
    if (sequence == null) {
      throw new EvaluationException(
          "Looking for the masks of '%s': expected a folder of that name in %s, found %s. Give the results of every sequence of the truth, or name those to score with --sequences."
              .formatted(path, folder, names()));
    }
    return sequence;
  }

  private String names() {
    if (sequences.containsKey("")) {
      return "pictures of a single sequence";
    }
    String first = String.join(", ", sequences.keySet().stream().limit(5).toList());
    return sequences.size() > 5 ? first + " and " + (sequences.size() - 5) + " more" : first;
  }
}
