package io.masklet.core.edge;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.tensor.PlaneResizer;
import io.masklet.core.tensor.RgbResizer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the coarse logits of a network to the size of the picture such that edges of the mask
 * follow edges of the picture: where the network is unsure, a {@linkplain GuidedFilter guided
 * filter} asks the colours nearby. Where colours do not tell object from background, such as for a
 * grey object before grey, the mask stays as it is.
 *
 * <p>Tables are made once per size of picture and logits. <b>Threads.</b> One caller at a time.
 */
public final class GuidedEdges {

  /** From this logit on, either way, a cell counts as fully object or background. */
  private static final float SURE = 1;

  /** Cells around a cell that its colour is compared with. */
  private static final int RADIUS = 3;

  /** Variance of colour, on the scale 0 to 1, below which there is no edge to follow. */
  private static final float EPSILON = 1e-4f;

  /** Colours are trusted in proportion to what they explain of the mask, wholly from half on. */
  private static final float FULL_TRUST = 2;

  private @Nullable Tables tables;
  private @Nullable Frame picture;

  /** Takes the picture that masks follow from now on; it is read until the next one is taken. */
  public void look(Frame frame) {
    picture = frame;
    if (tables != null) {
      tables.guided = false;
    }
  }

  /**
   * The mask at the size of the picture, where it can be.
   *
   * @param coarse square logits of an object in the picture; not changed
   * @param keepSure whether pixels of which the network is sure stay what they are, as on frames
   *     that a person prompted: there a click shall hold
   * @param sink takes logits row by row, top to bottom; all others are below 0
   * @throws IllegalStateException before the first {@link #look}
   */
  public void follow(MaskLogits coarse, boolean keepSure, PlaneResizer.RowSink sink) {
    Frame frame = picture;
    if (frame == null) {
      throw new IllegalStateException("edges: there is no picture to follow yet");
    }
    Tables ready = tables;
    if (ready == null || !ready.fit(frame.size(), coarse.size())) {
      ready = new Tables(frame.size(), coarse.size());
      tables = ready;
    }
    ready.follow(coarse.values(), frame, keepSure, sink);
  }

  /** All that depends on the sizes of picture and logits. */
  private static final class Tables {

    private final Size size;
    private final Size coarse;
    private final int side;
    private final RgbResizer shrinking;
    private final FloatBuffer small;
    private final GuidedFilter filter;
    private final PlaneResizer growing;
    private final byte[] colours;
    private boolean guided;

    Tables(Size size, Size coarse) {
      this.side = coarse.widthPx();
      if (side != coarse.heightPx()) {
        throw new IllegalArgumentException("edges: expected square logits, got " + coarse);
      }
      this.size = size;
      this.coarse = coarse;
      this.shrinking = new RgbResizer(size, side, new float[3], new float[] {1, 1, 1});
      this.small = FloatBuffer.allocate(3 * side * side);
      this.filter = new GuidedFilter(side, RADIUS, EPSILON);
      this.growing = PlaneResizer.bilinear(coarse, size);
      this.colours = new byte[3 * size.widthPx()];
    }

    boolean fit(Size otherSize, Size otherCoarse) {
      return size.equals(otherSize) && coarse.equals(otherCoarse);
    }

    void follow(float[] logits, Frame frame, boolean keepSure, PlaneResizer.RowSink sink) {
      boolean[] liveRows = new boolean[side];
      boolean[] liveColumns = new boolean[side];
      if (!findLive(logits, liveRows, liveColumns)) {
        return;
      }
      guideBy(frame);
      float[][] found = filter.coefficients(clamped(logits));
      growing.resizeLive(
          new float[][] {found[0], found[1], found[2], found[3], found[4], logits},
          liveRows,
          liveColumns,
          (y, x0, rows, length) -> {
            frame.rgb().get(3 * (y * size.widthPx() + x0), colours, 0, 3 * length);
            finish(rows, length, keepSure);
            sink.row(y, x0, rows[5], length);
          });
    }

    /** Cells that the filter may change, or that are not surely background; false if none is. */
    private boolean findLive(float[] logits, boolean[] rows, boolean[] columns) {
      boolean found = false;
      for (int i = 0; i < logits.length; i++) {
        if (logits[i] > -SURE) {
          found = true;
          mark(rows, i / side);
          mark(columns, i % side);
        }
      }
      return found;
    }

    private static void mark(boolean[] line, int i) {
      int last = Math.min(line.length - 1, i + 2 * RADIUS);
      for (int k = Math.max(0, i - 2 * RADIUS); k <= last; k++) {
        line[k] = true;
      }
    }

    private void guideBy(Frame frame) {
      if (!guided) {
        shrinking.resize(frame.rgb(), small);
        filter.guide(small);
        guided = true;
      }
    }

    private static float[] clamped(float[] logits) {
      float[] near = new float[logits.length];
      for (int i = 0; i < near.length; i++) {
        near[i] = Math.max(-SURE, Math.min(SURE, logits[i]));
      }
      return near;
    }

    /** One row: the network's logit where it is sure and the picture does not object. */
    private void finish(float[][] rows, int length, boolean keepSure) {
      float[] logits = rows[5];
      for (int x = 0; x < length; x++) {
        float colour =
            rows[0][x] * (colours[3 * x] & 0xFF)
                + rows[1][x] * (colours[3 * x + 1] & 0xFF)
                + rows[2][x] * (colours[3 * x + 2] & 0xFF);
        float trust = Math.min(1, FULL_TRUST * rows[4][x]);
        float near = Math.max(-SURE, Math.min(SURE, logits[x]));
        float seen = trust * (colour / 255f + rows[3][x]) + (1 - trust) * near;
        boolean sure = Math.abs(logits[x]) >= SURE && (keepSure || logits[x] * seen > 0);
        logits[x] = sure ? logits[x] : seen;
      }
    }
  }
}
