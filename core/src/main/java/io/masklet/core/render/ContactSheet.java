package io.masklet.core.render;

import io.masklet.core.file.Png;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Small pictures side by side, each with a caption: what was found is tinted in the object's
 * colour, and the outline of the truth is a white line. Made to see at a glance what went wrong.
 *
 * <p><b>Threads.</b> One caller at a time.
 */
public final class ContactSheet {

  /** Tiles are scaled down by whole numbers until they are at most this wide. */
  private static final int TILE_WIDTH_PX = 430;

  private static final int GAP_PX = 6;
  private static final double CAPITAL_PX = 11;
  private static final int WHITE = 0xFFFFFF;

  private final int columns;
  private final List<Tile> tiles = new ArrayList<>();

  /**
   * @param columns how many tiles stand side by side
   */
  public ContactSheet(int columns) {
    this.columns = columns;
  }

  private record Tile(Size size, ByteBuffer rgb) {}

  /**
   * Adds a frame.
   *
   * @param rgb {@code [H, W, 3]} the frame; read only
   * @param found what is judged
   * @param truth what is right, of the same size
   * @param objectId chooses the colour
   */
  public void add(ByteBuffer rgb, Bitmap found, Bitmap truth, int objectId, String caption) {
    Size size = found.size();
    ByteBuffer picture = ByteBuffer.allocateDirect(rgb.capacity());
    picture.put(0, rgb, 0, rgb.capacity());
    int factor = (size.widthPx() + TILE_WIDTH_PX - 1) / TILE_WIDTH_PX;
    new ContourPainter(size, 1.5 * factor).paint(picture, found, Palette.colour(objectId));
    paintOutline(picture, truth, factor);
    Tile tile = shrink(picture, size, factor);
    new Label(caption, CAPITAL_PX).draw(tile.rgb, tile.size, 0, 0, Palette.colour(objectId));
    tiles.add(tile);
  }

  /** White where the mask ends, on its inner side. */
  private static void paintOutline(ByteBuffer rgb, Bitmap mask, int widthPx) {
    int width = mask.size().widthPx();
    for (int y = 0; y < mask.size().heightPx(); y++) {
      for (int x = mask.nextSetInRow(0, y); x >= 0; x = mask.nextSetInRow(x + 1, y)) {
        if (isNearEnd(mask, x, y, widthPx)) {
          int at = 3 * (y * width + x);
          rgb.put(at, (byte) WHITE).put(at + 1, (byte) WHITE).put(at + 2, (byte) WHITE);
        }
      }
    }
  }

  private static boolean isNearEnd(Bitmap mask, int x, int y, int reachPx) {
    return !isSet(mask, x - reachPx, y)
        || !isSet(mask, x + reachPx, y)
        || !isSet(mask, x, y - reachPx)
        || !isSet(mask, x, y + reachPx);
  }

  private static boolean isSet(Bitmap mask, int x, int y) {
    return x >= 0
        && y >= 0
        && x < mask.size().widthPx()
        && y < mask.size().heightPx()
        && mask.get(x, y);
  }

  /** Every pixel the mean of a square of pixels; what is left over at the edges is dropped. */
  private static Tile shrink(ByteBuffer rgb, Size from, int factor) {
    Size size =
        new Size(Math.max(1, from.widthPx() / factor), Math.max(1, from.heightPx() / factor));
    ByteBuffer small = ByteBuffer.allocateDirect(3 * size.pixelCount());
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = 0; x < size.widthPx(); x++) {
        for (int c = 0; c < 3; c++) {
          int sum = 0;
          for (int v = 0; v < factor; v++) {
            for (int u = 0; u < factor; u++) {
              int pixel = Math.min(y * factor + v, from.heightPx() - 1) * from.widthPx();
              sum += rgb.get(3 * (pixel + x * factor + u) + c) & 0xff;
            }
          }
          small.put(3 * (y * size.widthPx() + x) + c, (byte) (sum / (factor * factor)));
        }
      }
    }
    return new Tile(size, small);
  }

  public boolean isEmpty() {
    return tiles.isEmpty();
  }

  /**
   * Writes all tiles as one PNG.
   *
   * @throws IllegalStateException if there are none
   */
  public void writePng(OutputStream out) throws IOException {
    if (tiles.isEmpty()) {
      throw new IllegalStateException("contact sheet: expected at least one tile, got none");
    }
    int cellWidth = tiles.stream().mapToInt(tile -> tile.size.widthPx()).max().orElseThrow();
    int cellHeight = tiles.stream().mapToInt(tile -> tile.size.heightPx()).max().orElseThrow();
    int across = Math.min(columns, tiles.size());
    int down = (tiles.size() + across - 1) / across;
    Size size =
        new Size(across * (cellWidth + GAP_PX) - GAP_PX, down * (cellHeight + GAP_PX) - GAP_PX);
    ByteBuffer sheet = ByteBuffer.allocateDirect(3 * size.pixelCount());
    for (int i = 0; i < tiles.size(); i++) {
      int left = i % across * (cellWidth + GAP_PX);
      int top = i / across * (cellHeight + GAP_PX);
      copy(tiles.get(i), sheet, size, left, top);
    }
    Png.writeRgb(out, size, sheet);
  }

  private static void copy(Tile tile, ByteBuffer sheet, Size size, int left, int top) {
    int row = 3 * tile.size.widthPx();
    for (int y = 0; y < tile.size.heightPx(); y++) {
      sheet.put(3 * ((top + y) * size.widthPx() + left), tile.rgb, y * row, row);
    }
  }
}
