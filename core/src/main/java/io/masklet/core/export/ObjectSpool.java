package io.masklet.core.export;

import io.masklet.core.geom.Box;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.mask.Rle;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One object's entries on disk until the end of the run, when they can be read in order as often as
 * needed: the memory a long video takes is that of one entry.
 */
final class ObjectSpool implements AutoCloseable {

  /**
   * One frame of the object.
   *
   * @param position of the frame in the output, from 0
   * @param counts run lengths, or null for an empty mask
   * @param boxXywh left, top, width, height; zeros for an empty mask
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and written out
  record Entry(
      int position,
      @Nullable String counts,
      long areaPx,
      int[] boxXywh,
      float objectScore,
      float predictedIou) {}

  /** Takes the entries in order. */
  interface Visitor {
    void visit(Entry entry) throws IOException;
  }

  private final Path file;
  private final DataOutputStream out;

  ObjectSpool(Path file) throws IOException {
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  void add(int position, MaskObservation object) throws IOException {
    Box box = object.mask().box().orElse(null);
    out.writeInt(position);
    out.writeBoolean(box != null);
    if (box != null) {
      byte[] counts = Rle.encode(object.mask()).counts().getBytes(StandardCharsets.US_ASCII);
      out.writeInt(counts.length);
      out.write(counts);
      out.writeLong(object.mask().areaPx());
      out.writeInt((int) box.x0());
      out.writeInt((int) box.y0());
      out.writeInt((int) box.width());
      out.writeInt((int) box.height());
    }
    out.writeFloat(object.objectScore());
    out.writeFloat(object.predictedIou());
  }

  /** Reads all entries again. */
  void forEach(Visitor visitor) throws IOException {
    out.flush();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      Entry entry;
      while ((entry = read(in)) != null) {
        visitor.visit(entry);
      }
    }
  }

  private static @Nullable Entry read(DataInputStream in) throws IOException {
    int position;
    try {
      position = in.readInt();
    } catch (EOFException e) {
      return null;
    }
    String counts = null;
    long areaPx = 0;
    int[] box = new int[4];
    if (in.readBoolean()) {
      counts = new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII);
      areaPx = in.readLong();
      for (int i = 0; i < box.length; i++) {
        box[i] = in.readInt();
      }
    }
    return new Entry(position, counts, areaPx, box, in.readFloat(), in.readFloat());
  }

  @Override
  public void close() {
    Spools.closeAndDelete(out, file);
  }
}
