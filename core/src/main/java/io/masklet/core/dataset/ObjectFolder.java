package io.masklet.core.dataset;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One object of an SA-V video: a folder named by its number, in it a PNG for each annotated frame,
 * 0 for background and any one other value for the object. Objects may overlap.
 */
public final class ObjectFolder implements MaskSequence {

  private final String video;
  private final int objectId;
  private final Path folder;
  private final List<String> frames;

  private ObjectFolder(String video, int objectId, Path folder, List<String> frames) {
    this.video = video;
    this.objectId = objectId;
    this.folder = folder;
    this.frames = frames;
  }

  /**
   * Lists a folder.
   *
   * @param folder its name is the number of the object, such as {@code 003}
   * @throws EvaluationException if it cannot be listed, or its name is no number
   */
  static ObjectFolder open(String video, Path folder) throws EvaluationException {
    String number = Folders.nameOf(folder);
    if (!number.matches("\\d{1,6}")) {
      throw new EvaluationException(
          "Opening the masks of '%s': expected a folder for each object, named by its number such as 000, found %s. Check the path."
              .formatted(video, folder));
    }
    List<String> frames = Folders.picturesIn(folder).stream().map(Folders::stem).toList();
    return new ObjectFolder(video, Integer.parseInt(number), folder, frames);
  }

  @Override
  public String name() {
    return video;
  }

  @Override
  public String origin() {
    return folder.toString();
  }

  @Override
  public List<String> frames() {
    return frames;
  }

  @Override
  public FrameMasks masks(String frame) throws EvaluationException {
    Path file = folder.resolve(frame + ".png");
    IndexPicture picture = IndexPicture.read(file);
    if (picture.occurring().cardinality() > 2) {
      throw new EvaluationException(
          "Reading the mask %s: in SA-V's layout a picture shows one object, expected two values at most, found %d. For pictures of several objects leave out the folders of objects."
              .formatted(file, picture.occurring().cardinality()));
    }
    return new FrameMasks(picture.size(), Map.of(objectId, picture.foreground()), null);
  }
}
