package io.masklet.models.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the weights of a graph go: into the ONNX file itself, or into a second file beside it, so
 * that a large model never lies in the heap as a whole.
 */
public abstract class WeightStore implements Closeable {

  private WeightStore() {}

  /** Puts {@code data} where it belongs and says so in {@code tensor}. */
  abstract void store(ByteBuffer data, TensorProto.Builder tensor) throws IOException;

  @Override
  public void close() throws IOException {}

  /** Keeps weights in the ONNX file; for models of up to some 100 MB. */
  public static WeightStore inline() {
    return new WeightStore() {
      @Override
      void store(ByteBuffer data, TensorProto.Builder tensor) {
        tensor.setRawData(UnsafeByteOperations.unsafeWrap(data));
      }
    };
  }

  /**
   * Appends weights to {@code file}, which must lie in the folder of the ONNX file.
   *
   * @throws IOException if the file exists or cannot be written
   */
  public static WeightStore external(Path file) throws IOException {
    return new External(file);
  }

  private static final class External extends WeightStore {

    /** Below this a tensor stays inline: shapes and indices must be readable without the file. */
    private static final int MIN_BYTES = 1024;

    private static final int ALIGNMENT_BYTES = 64;

    private final String fileName;
    private final FileChannel channel;

    External(Path file) throws IOException {
      this.fileName = String.valueOf(file.getFileName());
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    void store(ByteBuffer data, TensorProto.Builder tensor) throws IOException {
      if (data.remaining() < MIN_BYTES) {
        tensor.setRawData(ByteString.copyFrom(data));
        return;
      }
      long offset = -Math.floorDiv(-channel.size(), ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
      tensor
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .addExternalData(entry("location", fileName))
          .addExternalData(entry("offset", Long.toString(offset)))
          .addExternalData(entry("length", Integer.toString(data.remaining())));
      while (data.hasRemaining()) {
        offset += channel.write(data, offset);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }

    private static StringStringEntryProto entry(String key, String value) {
      return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
  }
}
