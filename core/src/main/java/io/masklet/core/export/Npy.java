package io.masklet.core.export;

import io.masklet.core.mask.MaskLogits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** NumPy's file format, version 1.0, for float32 planes. */
// Source: numpy/numpy, doc/neps/nep-0001-npy-format.rst.
final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /** Writes {@code [H, W]} little-endian float32, row-major. */
  static void write(OutputStream out, MaskLogits logits) throws IOException {
    out.write(header(logits.size().heightPx(), logits.size().widthPx()));
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * logits.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(logits.values());
    out.write(bytes.array());
  }

  private static byte[] header(int rows, int columns) {
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }",
            rows,
            columns);
    int unpadded = MAGIC.length + 2 + text.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    String padded = text + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(MAGIC.length + 2 + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }
}
