package io.masklet.core.dataset;

import io.masklet.core.eval.EvaluationException;
import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.mask.Bitmap;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The masks of one sequence, a PNG a frame, in either form of DAVIS.
 *
 * <p><b>DAVIS 2017:</b> each pixel holds the id of its object, 0 for background, 255 where nothing
 * is judged. <b>DAVIS 2016:</b> grey pictures of 0 and 255 show one object, which gets id 1. Which
 * of them it is, the first frame that is not black tells.
 */
public final class MaskFolder implements MaskSequence {

  /** The value of pixels that are not judged, or of the one object. */
  private static final int VOID = 255;

  private final String name;
  private final Path folder;
  private final List<String> frames;
  private @Nullable Boolean showsOneObject;

  private MaskFolder(String name, Path folder, List<String> frames) {
    this.name = name;
    this.folder = folder;
    this.frames = frames;
  }

  /**
   * Lists a folder.
   *
   * @throws EvaluationException if it cannot be listed or holds no PNG
   */
  public static MaskFolder open(String name, Path folder) throws EvaluationException {
    List<String> frames = Folders.picturesIn(folder).stream().map(Folders::stem).toList();
    if (frames.isEmpty()) {
      throw new EvaluationException(
          "Opening the masks of '%s': expected a PNG for each frame in %s, found none. Check the path."
              .formatted(name, folder));
    }
    return new MaskFolder(name, folder, frames);
  }

  @Override
  public String name() {
    return name;
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
    IndexPicture picture = IndexPicture.read(folder.resolve(frame + ".png"));
    return showsOneObject() ? oneObject(picture) : byId(picture);
  }

  private static FrameMasks oneObject(IndexPicture picture) {
    return new FrameMasks(picture.size(), Map.of(1, picture.foreground()), null);
  }

  private static FrameMasks byId(IndexPicture picture) {
    Map<Integer, Bitmap> objects = new TreeMap<>();
    BitSet values = picture.occurring();
    for (int id = values.nextSetBit(1); id > 0 && id < VOID; id = values.nextSetBit(id + 1)) {
      objects.put(id, picture.mask(id));
    }
    Bitmap unjudged = values.get(VOID) ? picture.mask(VOID) : null;
    return new FrameMasks(picture.size(), objects, unjudged);
  }

  private boolean showsOneObject() throws EvaluationException {
    if (showsOneObject == null) {
      showsOneObject = look();
    }
    return showsOneObject;
  }

  private boolean look() throws EvaluationException {
    for (String frame : frames) {
      IndexPicture picture = IndexPicture.read(folder.resolve(frame + ".png"));
      int first = picture.occurring().nextSetBit(1);
      if (first > 0) {
        return picture.grey() && first == VOID;
      }
    }
    return false;
  }
}
