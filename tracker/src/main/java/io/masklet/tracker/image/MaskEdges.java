package io.masklet.tracker.image;

import io.masklet.core.edge.GuidedEdges;
import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.mask.Resample;
import io.masklet.core.tensor.PlaneResizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How low-resolution logits come to the size of a frame: {@linkplain #plain as in the reference},
 * or {@linkplain #guided along the edges} of the picture.
 *
 * <p><b>Threads.</b> One caller at a time. <b>Ownership.</b> The frame is borrowed until the next
 * one is looked at.
 */
public final class MaskEdges {

  private final @Nullable GuidedEdges guided;
  private @Nullable Size size;

  private MaskEdges(@Nullable GuidedEdges guided) {
    this.guided = guided;
  }

  /** Bilinear, whatever the picture shows. */
  public static MaskEdges plain() {
    return new MaskEdges(null);
  }

  /** The same where there is no picture at hand, only its size. */
  static MaskEdges plain(Size size) {
    MaskEdges edges = plain();
    edges.size = size;
    return edges;
  }

  /** Edges of masks follow those of the picture. */
  public static MaskEdges guided() {
    return new MaskEdges(new GuidedEdges());
  }

  /** Takes the frame that masks are of from now on. */
  public void look(Frame picture) {
    size = picture.size();
    if (guided != null) {
      guided.look(picture);
    }
  }

  /**
   * The mask at the size of the frame.
   *
   * @param logits {@code [4g, 4g]}, not changed
   * @param prompted whether a person prompted this frame; where the network is sure, such masks
   *     stay as they are
   * @param sink takes logits row by row; those it does not get are at most 0
   */
  public void rows(MaskLogits logits, boolean prompted, PlaneResizer.RowSink sink) {
    if (guided == null) {
      PlaneResizer.bilinear(logits.size(), seenSize()).resizePositive(logits.values(), sink);
    } else {
      guided.follow(logits, prompted, sink);
    }
  }

  /** The pixels of the mask. */
  public Bitmap mask(MaskLogits logits, boolean prompted) {
    Bitmap mask = new Bitmap(seenSize());
    rows(logits, prompted, mask::setAbove0);
    return mask;
  }

  /** Logits for every pixel of the frame. */
  public MaskLogits logits(MaskLogits logits, boolean prompted) {
    MaskLogits large = Resample.bilinear(logits, seenSize());
    float[] values = large.values() == logits.values() ? logits.values().clone() : large.values();
    if (guided != null) {
      guided.follow(
          logits,
          prompted,
          (y, x0, row, length) ->
              System.arraycopy(row, 0, values, y * seenSize().widthPx() + x0, length));
    }
    return new MaskLogits(seenSize(), values);
  }

  private Size seenSize() {
    return Objects.requireNonNull(size, "edges: look at a frame first");
  }
}
