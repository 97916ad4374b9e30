package io.masklet.core.file;

import io.masklet.core.geom.Size;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG pictures: RGB, or one byte a pixel with a palette. The same pixels give the same
 * bytes.
 */
// Source: ISO/IEC 15948:2004, Portable Network Graphics, sections 5 (chunks) and 9 (filters).
public final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int COLOUR_RGB = 2;
  private static final int COLOUR_PALETTE = 3;
  private static final byte FILTER_NONE = 0;
  private static final byte FILTER_UP = 2;

  private Png() {}

  /**
   * An RGB picture.
   *
   * @param rgb {@code [H, W, 3]} unsigned bytes; position and limit carry no meaning
   */
  public static void writeRgb(OutputStream out, Size size, ByteBuffer rgb) throws IOException {
    int stride = 3 * size.widthPx();
    byte[] row = new byte[stride];
    byte[] above = new byte[stride];
    byte[] filtered = new byte[stride];
    out.write(SIGNATURE);
    writeChunk(out, "IHDR", header(size, COLOUR_RGB));
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (Compressor pixels = new Compressor(data)) {
      for (int y = 0; y < size.heightPx(); y++) {
        rgb.get(y * stride, row);
        for (int i = 0; i < stride; i++) {
          filtered[i] = (byte) (row[i] - above[i]);
        }
        pixels.row(FILTER_UP, filtered);
        System.arraycopy(row, 0, above, 0, stride);
      }
    }
    finish(out, data);
  }

  /**
   * A picture of palette indices.
   *
   * @param indices {@code [H, W]} unsigned bytes
   * @param palette up to 256 colours, {@code 0xRRGGBB}
   */
  public static void writeIndexed(OutputStream out, Size size, byte[] indices, int[] palette)
      throws IOException {
    int width = size.widthPx();
    byte[] row = new byte[width];
    out.write(SIGNATURE);
    writeChunk(out, "IHDR", header(size, COLOUR_PALETTE));
    writeChunk(out, "PLTE", paletteBytes(palette));
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (Compressor pixels = new Compressor(data)) {
      for (int y = 0; y < size.heightPx(); y++) {
        System.arraycopy(indices, y * width, row, 0, width);
        pixels.row(FILTER_NONE, row);
      }
    }
    finish(out, data);
  }

  private static void finish(OutputStream out, ByteArrayOutputStream data) throws IOException {
    writeChunk(out, "IDAT", data.toByteArray());
    writeChunk(out, "IEND", new byte[0]);
  }

  private static byte[] header(Size size, int colourType) {
    return ByteBuffer.allocate(13)
        .putInt(size.widthPx())
        .putInt(size.heightPx())
        .put((byte) 8) // bits a sample
        .put((byte) colourType)
        .array(); // then deflate, adaptive filters, no interlacing: all 0
  }

  private static byte[] paletteBytes(int[] palette) {
    byte[] bytes = new byte[3 * palette.length];
    for (int i = 0; i < palette.length; i++) {
      bytes[3 * i] = (byte) (palette[i] >> 16);
      bytes[3 * i + 1] = (byte) (palette[i] >> 8);
      bytes[3 * i + 2] = (byte) palette[i];
    }
    return bytes;
  }

  private static void writeChunk(OutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    DataOutputStream chunk = new DataOutputStream(out);
    chunk.writeInt(data.length);
    chunk.write(name);
    chunk.write(data);
    chunk.writeInt((int) crc.getValue());
  }

  /** The zlib stream inside IDAT; ends its deflater, which holds memory outside the heap. */
  private static final class Compressor implements AutoCloseable {

    private final Deflater deflater = new Deflater(6);
    private final DeflaterOutputStream stream;

    Compressor(OutputStream out) {
      stream = new DeflaterOutputStream(out, deflater, 1 << 14);
    }

    void row(byte filter, byte[] bytes) throws IOException {
      stream.write(filter);
      stream.write(bytes);
    }

    @Override
    public void close() throws IOException {
      stream.close();
      deflater.end();
    }
  }
}
