package io.masklet.core.mask;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;

/**
 * A mask as COCO's compressed run lengths: runs of the mask read column by column, zeros first.
 *
 * <p>{@code counts} holds each run as groups of five bits, from the third on as the difference to
 * the run two before, one printable character a group.
 *
 * @param size of the mask; COCO writes it as {@code [height, width]}
 * @param counts characters 48 to 111; may hold backslashes
 */
// Source: cocodataset/cocoapi, common/maskApi.c#rleToString and #rleFrString.
// Differs: decoding checks every character and every run; the C code trusts its input.
public record Rle(Size size, String counts) {

  /** The runs of a mask. */
  public static Rle encode(Bitmap mask) {
    RleWriter writer = new RleWriter();
    Box box = mask.box().orElse(null);
    if (box != null) { // nothing outside the box can end a run of zeros
      int right = (int) box.x1();
      for (int x = (int) box.x0(); x < right; x++) {
        encodeColumn(mask, x, (int) box.y0(), (int) box.y1(), writer);
      }
      writer.pixel((long) right * mask.size().heightPx(), false);
    }
    return new Rle(mask.size(), writer.finish(mask.size().areaPx()));
  }

  private static void encodeColumn(Bitmap mask, int x, int top, int bottom, RleWriter writer) {
    long columnStart = (long) x * mask.size().heightPx();
    int width = mask.size().widthPx();
    for (int y = top, i = top * width + x; y < bottom; y++, i += width) {
      writer.pixel(columnStart + y, mask.getAt(i));
    }
    if (top > 0 || bottom < mask.size().heightPx()) { // else columns touch and so may runs
      writer.pixel(columnStart + bottom, false);
    }
  }

  /**
   * The mask.
   *
   * @throws IllegalArgumentException if the string is not a run-length code of this size; says
   *     where
   */
  public Bitmap decode() {
    Bitmap mask = new Bitmap(size);
    RleReader reader = new RleReader(this);
    long start = reader.nextRun();
    while (reader.hasNext()) {
      long end = start + reader.nextRun();
      fill(mask, start, end);
      start = reader.hasNext() ? end + reader.nextRun() : end;
    }
    reader.requireFull();
    return mask;
  }

  private void fill(Bitmap mask, long start, long end) {
    int height = size.heightPx();
    for (long i = start; i < end; i++) {
      mask.setAt((int) (i % height) * size.widthPx() + (int) (i / height));
    }
  }
}
