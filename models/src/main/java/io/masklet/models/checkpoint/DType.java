package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;

/** How one element of a weight lies in its file; little-endian throughout. */
public enum DType {
  F64(8, (data, i) -> (float) data.getDouble(8 * i)),
  F32(4, (data, i) -> data.getFloat(4 * i)),
  F16(2, (data, i) -> halfToFloat(data.getShort(2 * i))),
  BF16(2, (data, i) -> Float.intBitsToFloat(data.getShort(2 * i) << 16)),
  I64(8, (data, i) -> data.getLong(8 * i)),
  I32(4, (data, i) -> data.getInt(4 * i)),
  I16(2, (data, i) -> data.getShort(2 * i)),
  I8(1, (data, i) -> data.get(i)),
  U8(1, (data, i) -> data.get(i) & 0xff),
  BOOL(1, (data, i) -> data.get(i) == 0 ? 0 : 1);

  private interface Decoder {
    float decode(ByteBuffer data, int index);
  }

  private final int sizeBytes;
  private final Decoder decoder;

  DType(int sizeBytes, Decoder decoder) {
    this.sizeBytes = sizeBytes;
    this.decoder = decoder;
  }

  /** Bytes of one element. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Element {@code index} as a float; integers beyond 2^24 are rounded. */
  float read(ByteBuffer data, int index) {
    return decoder.decode(data, index);
  }

  /**
   * IEEE 754 binary16 to binary32, exact for every value; {@code Float.float16ToFloat} is Java 20.
   */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0) { // zero or subnormal: mantissa * 2^-24
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(mantissa * 0x1p-24f));
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
  }
}
