package io.masklet.core.eval;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.testdata.Randomized;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masks and sequences of masks for tests. */
final class Masks {

  private Masks() {}

  /** Rows of {@code 0} and {@code 1}, one after another. */
  static Bitmap of(String... rows) {
    Bitmap mask = new Bitmap(new Size(rows[0].length(), rows.length));
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        mask.set(x, y, rows[y].charAt(x) == '1');
      }
    }
    return mask;
  }

  static Bitmap rectangle(Size size, int left, int top, int width, int height) {
    Bitmap mask = new Bitmap(size);
    for (int y = top; y < top + height; y++) {
      mask.setRun(y, left, left + width);
    }
    return mask;
  }

  static Bitmap random(Randomized random, Size size) {
    boolean[] pixels = random.mask(size.widthPx(), size.heightPx());
    Bitmap mask = new Bitmap(size);
    for (int i = 0; i < pixels.length; i++) {
      mask.set(i % size.widthPx(), i / size.widthPx(), pixels[i]);
    }
    return mask;
  }

  static Size size(Randomized random) {
    return new Size(random.size(1, 70), random.size(1, 50));
  }

  static Bitmap all(Size size) {
    return rectangle(size, 0, 0, size.widthPx(), size.heightPx());
  }

  /** A sequence that lies in memory. */
  static final class Sequence implements MaskSequence {
    private final Map<String, FrameMasks> frames = new LinkedHashMap<>();

    /** Adds a frame; its name is its number. */
    Sequence frame(Size size, Map<Integer, Bitmap> objects, @Nullable Bitmap unjudged) {
      return frame(String.format("%05d", frames.size()), size, objects, unjudged);
    }

    Sequence frame(
        String name, Size size, Map<Integer, Bitmap> objects, @Nullable Bitmap unjudged) {
      frames.put(name, new FrameMasks(size, objects, unjudged));
      return this;
    }

    /** Adds a frame with one object. */
    Sequence frame(Bitmap mask) {
      return frame(mask.size(), Map.of(1, mask), null);
    }

    @Override
    public String name() {
      return "test";
    }

    @Override
    public String origin() {
      return "memory";
    }

    @Override
    public List<String> frames() {
      return List.copyOf(frames.keySet());
    }

    @Override
    public FrameMasks masks(String frame) {
      return java.util.Objects.requireNonNull(frames.get(frame), frame);
    }
  }
}
