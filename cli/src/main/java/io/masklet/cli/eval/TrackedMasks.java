package io.masklet.cli.eval;

import io.masklet.core.eval.FrameMasks;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The masks of one sequence in memory, as run lengths: about a kilobyte a mask.
 *
 * <p><b>Threads.</b> One at a time; may be handed over.
 */
final class TrackedMasks implements MaskSequence {

  private record Entry(Size size, Map<Integer, Rle> objects) {}

  private final String name;
  private final String origin;
  private final Map<String, Entry> frames = new LinkedHashMap<>();

  /**
   * @param name of the sequence
   * @param origin what made the masks, for messages
   */
  TrackedMasks(String name, String origin) {
    this.name = name;
    this.origin = origin;
  }

  void add(String frame, Size size, Map<Integer, Bitmap> objects) {
    Map<Integer, Rle> coded = new TreeMap<>();
    objects.forEach((id, mask) -> coded.put(id, Rle.encode(mask)));
    frames.put(frame, new Entry(size, coded));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public List<String> frames() {
    return List.copyOf(frames.keySet());
  }

  @Override
  public FrameMasks masks(String frame) {
    Entry entry = Objects.requireNonNull(frames.get(frame), frame);
    Map<Integer, Bitmap> objects = new TreeMap<>();
    entry.objects.forEach((id, rle) -> objects.put(id, rle.decode()));
    return new FrameMasks(entry.size, objects, null);
  }
}
