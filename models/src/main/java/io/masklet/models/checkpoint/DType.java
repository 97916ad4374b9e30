package io.masklet.models.checkpoint;

import java.nio.ByteBuffer;

/** How one element of a weight lies in its file; little-endian throughout. */
public enum DType {
  F64(8) {
    @Override
    float read(ByteBuffer data, int index) {
      return (float) data.getDouble(index * 8);
    }
  },
  F32(4) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.getFloat(index * 4);
    }
  },
  F16(2) {
    @Override
    float read(ByteBuffer data, int index) {
      return halfToFloat(data.getShort(index * 2));
    }
  },
  BF16(2) {
    @Override
    float read(ByteBuffer data, int index) {
      return Float.intBitsToFloat(data.getShort(index * 2) << 16);
    }
  },
  I64(8) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.getLong(index * 8);
    }
  },
  I32(4) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.getInt(index * 4);
    }
  },
  I16(2) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.getShort(index * 2);
    }
  },
  I8(1) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.get(index);
    }
  },
  U8(1) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.get(index) & 0xff;
    }
  },
  BOOL(1) {
    @Override
    float read(ByteBuffer data, int index) {
      return data.get(index) == 0 ? 0 : 1;
    }
  };

  private final int sizeBytes;

  DType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  /** Bytes of one element. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Element {@code index} as a float; integers beyond 2^24 are rounded. */
  abstract float read(ByteBuffer data, int index);

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
