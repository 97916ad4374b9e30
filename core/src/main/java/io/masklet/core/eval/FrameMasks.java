package io.masklet.core.eval;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The masks of one frame.
 *
 * @param size of the frame
 * @param objects by id; objects that are not in the frame are missing or empty
 * @param unjudged pixels that count for nobody, or null
 */
public record FrameMasks(Size size, Map<Integer, Bitmap> objects, @Nullable Bitmap unjudged) {

  public FrameMasks {
    objects = Collections.unmodifiableMap(new TreeMap<>(objects));
    objects.values().forEach(mask -> requireSize(size, mask));
    if (unjudged != null) {
      requireSize(size, unjudged);
    }
  }

  private static void requireSize(Size size, Bitmap mask) {
    if (!mask.size().equals(size)) {
      throw new IllegalArgumentException(
          "masks of a frame: expected " + size + ", got one of " + mask.size());
    }
  }

  /** The mask of an object; empty if it is not in the frame. */
  public Bitmap mask(int objectId) {
    Bitmap mask = objects.get(objectId);
    return mask == null ? new Bitmap(size) : mask;
  }
}
