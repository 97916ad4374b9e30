package io.masklet.models.checkpoint;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one or more pickles, read forwards. Every length is compared with what is left
 * before anything of that length is made.
 */
final class PickleInput {

  /** Module and class names; real ones have some thirty letters. */
  private static final int MAX_LINE_BYTES = 256;

  private final CheckpointFile file;
  private final ByteBuffer bytes;

  PickleInput(CheckpointFile file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Bytes read so far. */
  int position() {
    return bytes.position();
  }

  int u1() {
    return Byte.toUnsignedInt(need(1).get());
  }

  int u2() {
    return Short.toUnsignedInt(need(2).getShort());
  }

  int i4() {
    return need(4).getInt();
  }

  long i8() {
    return need(8).getLong();
  }

  /** Big-endian, as the one number of a pickle that is. */
  double f8() {
    return Double.longBitsToDouble(Long.reverseBytes(i8()));
  }

  /** A little-endian whole number in two's complement; {@link Long} where that is wide enough. */
  Number integer(int length) {
    byte[] digits = new byte[length];
    need(length).get(digits);
    for (int i = 0; i < length / 2; i++) {
      byte low = digits[i];
      digits[i] = digits[length - 1 - i];
      digits[length - 1 - i] = low;
    }
    BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(digits);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  String text(long length) {
    ByteBuffer part = need(length).slice(bytes.position(), (int) length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
      bytes.position(bytes.position() + (int) length);
      return text;
    } catch (CharacterCodingException e) {
      throw file.fault(
          e,
          "expected UTF-8 at byte %d of its pickle, found other bytes; the file is damaged",
          bytes.position());
    }
  }

  /** Text up to the end of its line, which is passed over. */
  String line() {
    for (int length = 0; length <= MAX_LINE_BYTES; length++) {
      if (need(length + 1L).get(bytes.position() + length) == '\n') {
        String line = text(length);
        bytes.get();
        return line;
      }
    }
    throw file.fault(
        "expected a name of at most %d bytes at byte %d of its pickle, found a longer one",
        MAX_LINE_BYTES, bytes.position());
  }

  private ByteBuffer need(long length) {
    file.require(
        length >= 0 && length <= bytes.remaining(),
        "expected %d more bytes at byte %d of its pickle, found the end; the file is damaged or cut"
            + " off, fetch it again",
        length,
        bytes.position());
    return bytes;
  }
}
