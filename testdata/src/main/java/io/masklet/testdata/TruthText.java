package io.masklet.testdata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Truth pictures as gzipped text: a line that says the size, then one line for each frame, its
 * pixels in rows from the top left as runs {@code id*count}. Small, exact, and {@code zcat} shows
 * it.
 */
public final class TruthText {

  private final int width;
  private final int height;
  private final List<String> frames;

  private TruthText(int width, int height, List<String> frames) {
    this.width = width;
    this.height = height;
    this.frames = frames;
  }

  /** Reads a file; does not close {@code in}. */
  public static TruthText read(InputStream in) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))
            .lines()
            .toList();
    String[] size = lines.get(0).split("x");
    return new TruthText(
        Integer.parseInt(size[0]), Integer.parseInt(size[1]), lines.subList(1, lines.size()));
  }

  /** Writes frames, each {@code [height, width]}; does not close {@code out}. */
  public static void write(OutputStream out, int width, int height, List<byte[]> frames)
      throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    zipped.write((width + "x" + height + "\n").getBytes(StandardCharsets.UTF_8));
    for (byte[] ids : frames) {
      zipped.write(runs(ids).getBytes(StandardCharsets.UTF_8));
    }
    zipped.finish();
  }

  private static String runs(byte[] ids) {
    StringBuilder line = new StringBuilder();
    int start = 0;
    for (int pixel = 1; pixel <= ids.length; pixel++) {
      if (pixel == ids.length || ids[pixel] != ids[start]) {
        line.append(start == 0 ? "" : " ").append(ids[start]).append('*').append(pixel - start);
        start = pixel;
      }
    }
    return line.append('\n').toString();
  }

  /** The truth of a frame, {@code [height, width]}; the array is the caller's. */
  public byte[] frame(int index) {
    byte[] ids = new byte[width * height];
    int pixel = 0;
    for (String run : frames.get(index).split(" ")) {
      int star = run.indexOf('*');
      int end = pixel + Integer.parseInt(run, star + 1, run.length(), 10);
      Arrays.fill(ids, pixel, end, Byte.parseByte(run.substring(0, star)));
      pixel = end;
    }
    return ids;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int frameCount() {
    return frames.size();
  }
}
