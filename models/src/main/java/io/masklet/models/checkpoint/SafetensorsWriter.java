package io.masklet.models.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.StringJoiner;

/** Writes safetensors files that {@link SafetensorsReader} and every other reader accept. */
public final class SafetensorsWriter {

  private SafetensorsWriter() {}

  /**
   * Writes {@code weights} in this order; {@code file} must not exist yet.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Collection<Weight> weights) throws IOException {
    byte[] header = header(weights);
    ByteBuffer start = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(header.length).put(header).flip();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, start);
      for (Weight weight : weights) {
        writeFully(channel, weight.bytes());
      }
    }
  }

  private static byte[] header(Collection<Weight> weights) {
    StringJoiner entries = new StringJoiner(",", "{", "}");
    long begin = 0;
    for (Weight weight : weights) {
      long end = begin + weight.sizeBytes();
      entries.add(
          "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  escape(weight.name()),
                  weight.type(),
                  Weight.shapeText(weight.shape()).replace(" ", ""),
                  begin,
                  end));
      begin = end;
    }
    String text = entries.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Spaces up to a multiple of eight keep the data aligned, as the reference writer does.
    return (text + " ".repeat(-bytes.length & 7)).getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String name) {
    return name.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
