package io.masklet.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One ONNX graph on its way to a file. Adds what it is told and checks nothing: sense is the duty
 * of {@code io.masklet.models.graph}.
 *
 * <p>Not safe for several threads.
 */
public final class OnnxWriter {

  /** Opset of the default domain; 20 is the first with Gelu. */
  public static final int OPSET = 20;

  /** Domain of ONNX Runtime's own operators. */
  public static final String MICROSOFT = "com.microsoft";

  private static final int IR_VERSION = 9;

  private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR_VERSION);
  private final GraphProto.Builder graph = model.getGraphBuilder();
  private final WeightStore store;

  /**
   * @param store where initializers go; stays open, the caller closes it after {@link #write}
   */
  public OnnxWriter(String graphName, WeightStore store) {
    this.store = store;
    graph.setName(graphName);
    model
        .setProducerName("masklet")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1));
  }

  /**
   * @param attributes values are {@link Long}, {@link Float}, {@link String} or {@code long[]}
   */
  public void addNode(
      String op,
      String domain,
      String name,
      List<String> inputs,
      List<String> outputs,
      Map<String, Object> attributes) {
    NodeProto.Builder node = graph.addNodeBuilder().setOpType(op).setDomain(domain).setName(name);
    node.addAllInput(inputs).addAllOutput(outputs);
    // Sorted, so that the same graph is the same bytes.
    new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
  }

  public void addInitializer(String name, int[] dims, float[] values) {
    ByteBuffer bytes = littleEndian(4 * values.length);
    bytes.asFloatBuffer().put(values);
    addInitializer(name, ElementType.FLOAT, dims, bytes);
  }

  public void addInitializer(String name, int[] dims, long[] values) {
    ByteBuffer bytes = littleEndian(8 * values.length);
    bytes.asLongBuffer().put(values);
    addInitializer(name, ElementType.INT64, dims, bytes);
  }

  public void addInitializer(String name, int[] dims, byte[] values) {
    addInitializer(name, ElementType.INT8, dims, ByteBuffer.wrap(values));
  }

  /** An input; each of {@code dims} is a number or the name of a dynamic axis. */
  public void addInput(String name, ElementType type, List<String> dims) {
    graph.addInput(valueInfo(name, type, dims));
  }

  public void addOutput(String name, ElementType type, List<String> dims) {
    graph.addOutput(valueInfo(name, type, dims));
  }

  /** A fact that travels in the file, such as the hash of the weights. */
  public void addMetadata(String key, String value) {
    model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
  }

  /** Writes the file; the last call on this object. */
  public void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      model.build().writeTo(out);
    }
  }

  private void addInitializer(String name, ElementType type, int[] dims, ByteBuffer data) {
    TensorProto.Builder tensor =
        graph.addInitializerBuilder().setName(name).setDataType(type.code());
    for (int dim : dims) {
      tensor.addDims(dim);
    }
    try {
      store.store(data, tensor);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write weights of " + name + ": " + e, e);
    }
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Long number) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(number);
    } else if (value instanceof Float number) {
      attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
    } else if (value instanceof long[] numbers) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      for (long number : numbers) {
        attribute.addInts(number);
      }
    } else {
      attribute
          .setType(AttributeProto.AttributeType.STRING)
          .setS(ByteString.copyFromUtf8((String) value));
    }
    return attribute.build();
  }

  private static ValueInfoProto valueInfo(String name, ElementType type, List<String> dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (String dim : dims) {
      boolean fixed = Character.isDigit(dim.charAt(0));
      if (fixed) {
        shape.addDimBuilder().setDimValue(Long.parseLong(dim));
      } else {
        shape.addDimBuilder().setDimParam(dim);
      }
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
