package io.masklet.core.prompt;

import io.masklet.core.geom.Box;
import io.masklet.core.mask.Bitmap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a person gives for one object on one frame: points (a box, clicks or both) or a mask. */
public sealed interface Prompt {

  /**
   * A box, clicks, or a box with clicks. The box goes to the network first, as two points with
   * labels 2 and 3, then the clicks in the order given.
   *
   * @param box in video pixels
   * @param clicks in the order they were made; not empty unless there is a box
   */
  record Points(Optional<Box> box, List<Click> clicks) implements Prompt {
    public Points {
      clicks = List.copyOf(clicks);
      if (box.isEmpty() && clicks.isEmpty()) {
        throw new IllegalArgumentException("prompt: expected a box or at least one click");
      }
    }

    /** The same with another box, if there is one. */
    public Points withBox(UnaryOperator<Box> other) {
      return new Points(box.map(other), clicks);
    }

    /** How many points the network sees; a box counts two. */
    public int pointCount() {
      return clicks.size() + (box.isPresent() ? 2 : 0);
    }
  }

  /**
   * A mask drawn by hand or by another program.
   *
   * @param mask at video size; may be empty, which says "not in this frame"
   */
  record Mask(Bitmap mask) implements Prompt {}

  static Prompt clicks(Click... clicks) {
    return new Points(Optional.empty(), List.of(clicks));
  }

  static Prompt box(Box box, Click... clicks) {
    return new Points(Optional.of(box), List.of(clicks));
  }

  static Prompt mask(Bitmap mask) {
    return new Mask(mask);
  }
}
