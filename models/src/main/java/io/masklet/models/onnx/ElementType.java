package io.masklet.models.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;

/** The element types Masklet's graphs use. */
public enum ElementType {
  FLOAT(TensorProto.DataType.FLOAT),
  UINT8(TensorProto.DataType.UINT8),
  INT8(TensorProto.DataType.INT8),
  INT64(TensorProto.DataType.INT64),
  BOOL(TensorProto.DataType.BOOL);

  private final TensorProto.DataType proto;

  ElementType(TensorProto.DataType proto) {
    this.proto = proto;
  }

  /** The number of this type in the ONNX format. */
  public int code() {
    return proto.getNumber();
  }
}
