package io.masklet.models.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the facts that travel in an ONNX file, and passes over its graph. */
public final class OnnxMetadata {

  private OnnxMetadata() {}

  /**
   * What {@link OnnxWriter#addMetadata} put into {@code file}, in its order.
   *
   * @throws IOException if it cannot be read or is no ONNX file
   */
  public static Map<String, String> read(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      CodedInputStream coded = CodedInputStream.newInstance(in);
      coded.setSizeLimit(Integer.MAX_VALUE);
      for (int tag = coded.readTag(); tag != 0; tag = coded.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == ModelProto.METADATA_PROPS_FIELD_NUMBER) {
          var entry = StringStringEntryProto.parseFrom(coded.readByteArray());
          metadata.put(entry.getKey(), entry.getValue());
        } else if (!coded.skipField(tag)) {
          throw new IOException(file + " is no ONNX file");
        }
      }
    }
    return metadata;
  }
}
