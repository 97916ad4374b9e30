package io.masklet.core.mask;

import io.masklet.core.geom.Size;
import java.util.Random;

/** Masks for tests. */
final class Bitmaps {

  private Bitmaps() {}

  /** Noise of a random density; sometimes empty, sometimes full. */
  static Bitmap random(Random random, int width, int height) {
    Bitmap mask = new Bitmap(new Size(width, height));
    double density = random.nextDouble() * 1.2 - 0.1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        mask.set(x, y, random.nextDouble() < density);
      }
    }
    return mask;
  }
}
