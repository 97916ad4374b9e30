package io.masklet.tracker.image;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.DecoderPrompt;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a frame, as wide and as high in model space: whole cells of the decoder's logits, so
 * that masks are cut out of the frame's and put back without being moved.
 */
public final class Excerpt {

  /** Its sides are this much longer than what it is about. */
  private static final double MARGIN = 1.4;

  /** It is never a smaller share of the frame's sides: the network wants to see surroundings. */
  private static final double LEAST_SHARE = 1.0 / 3;

  /** Beyond this share nothing is seen any better than in the frame. */
  private static final double MOST_SHARE = 0.8;

  private final int cells;
  private final int left;
  private final int top;
  private final int side;

  /**
   * @param cells of a row of the whole frame, and of a column
   */
  private Excerpt(int cells, int left, int top, int side) {
    this.cells = cells;
    this.left = left;
    this.top = top;
    this.side = side;
  }

  /**
   * What is around a mask and around the points it was made from.
   *
   * @param mask {@code [4g, 4g]} logits of the whole frame
   * @param prompt its points lie on the network's input
   * @param modelSidePx side of that
   * @return null if that is nearly the whole frame
   */
  public static @Nullable Excerpt around(MaskLogits mask, DecoderPrompt prompt, int modelSidePx) {
    int cells = mask.size().widthPx();
    Bitmap about = mask.toBitmap();
    for (int i = 0; i < prompt.pointCount(); i++) {
      if (prompt.isPoint(i)) {
        int x = ClickSpread.cell(prompt.points()[2 * i], cells, modelSidePx);
        int y = ClickSpread.cell(prompt.points()[2 * i + 1], cells, modelSidePx);
        about.set(x, y, true);
      }
    }
    return about.box().map(box -> around(box, cells)).orElse(null);
  }

  private static @Nullable Excerpt around(Box box, int cells) {
    double wanted = MARGIN * Math.max(box.width(), box.height());
    int side = (int) Math.ceil(Math.max(LEAST_SHARE * cells, wanted));
    return side > MOST_SHARE * cells
        ? null
        : new Excerpt(
            cells,
            within((box.x0() + box.x1() - side) / 2, cells - side),
            within((box.y0() + box.y1() - side) / 2, cells - side),
            side);
  }

  private static int within(double wanted, int most) {
    return (int) Math.max(0, Math.min(most, Math.round(wanted)));
  }

  /** That part of the picture; a copy. */
  public Frame of(Frame picture) {
    Size whole = picture.size();
    int x = start(left, whole.widthPx());
    int y = start(top, whole.heightPx());
    Size size = size(whole);
    Frame part = Frame.allocate(picture.index(), picture.timestampUs(), size);
    byte[] row = new byte[3 * size.widthPx()];
    ByteBuffer rgb = picture.rgb();
    for (int v = 0; v < size.heightPx(); v++) {
      rgb.get(3 * ((y + v) * whole.widthPx() + x), row);
      part.rgb().put(v * row.length, row);
    }
    return part;
  }

  private Size size(Size whole) {
    return new Size(
        Math.max(1, pixel(left + side, whole.widthPx()) - start(left, whole.widthPx())),
        Math.max(1, pixel(top + side, whole.heightPx()) - start(top, whole.heightPx())));
  }

  /** Of a frame that is hardly larger than a cell, the last pixel at most. */
  private int start(int cell, int pixels) {
    return Math.min(pixels - 1, pixel(cell, pixels));
  }

  /** The nearest pixel that begins where a cell does. */
  private int pixel(int cell, int pixels) {
    return Math.round((float) cell * pixels / cells);
  }

  /**
   * The same prompt within this part.
   *
   * @param whole size of the picture
   */
  public Prompt.Points of(Prompt.Points prompt, Size whole) {
    int x = start(left, whole.widthPx());
    int y = start(top, whole.heightPx());
    Optional<Box> box =
        prompt.box().map(b -> new Box(b.x0() - x, b.y0() - y, b.x1() - x, b.y1() - y));
    List<Click> clicks =
        prompt.clicks().stream()
            .map(c -> new Click(new Point(c.point().x() - x, c.point().y() - y), c.positive()))
            .toList();
    return new Prompt.Points(box, clicks);
  }

  /** That part of a mask, at the mask's own size. */
  public MaskLogits of(MaskLogits mask) {
    float[] part = new float[side * side];
    for (int v = 0; v < side; v++) {
      System.arraycopy(mask.values(), at(0, v), part, v * side, side);
    }
    return Resample.bilinear(new MaskLogits(Size.square(side), part), mask.size());
  }

  /**
   * The mask with the mean of both in this part.
   *
   * @param mask of the whole frame; not changed
   * @param closer a mask of this part, of the same size
   */
  public MaskLogits mixed(MaskLogits mask, MaskLogits closer) {
    float[] part = Resample.antialias(closer, Size.square(side)).values();
    float[] values = mask.values().clone();
    for (int v = 0; v < side; v++) {
      for (int u = 0; u < side; u++) {
        values[at(u, v)] = (values[at(u, v)] + part[v * side + u]) / 2;
      }
    }
    return new MaskLogits(mask.size(), values);
  }

  /** Where a cell of this part is in the frame's. */
  private int at(int u, int v) {
    return (top + v) * cells + left + u;
  }
}
