package io.masklet.core.export;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;

/** Temporary files of one run: the frames, and one for each object. Removed when closed. */
final class Spools implements AutoCloseable {

  /** Takes the frames in order. */
  interface FrameVisitor {
    void visit(long index, long timestampUs) throws IOException;
  }

  private final Path folder;
  private final Path frames;
  private final DataOutputStream frameOut;
  private final TreeMap<Integer, ObjectSpool> objects = new TreeMap<>();
  private int frameCount;

  Spools() throws IOException {
    folder = Files.createTempDirectory("masklet-");
    frames = folder.resolve("frames");
    frameOut = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(frames)));
  }

  void addFrame(long index, long timestampUs) throws IOException {
    frameOut.writeLong(index);
    frameOut.writeLong(timestampUs);
    frameCount++;
  }

  void forEachFrame(FrameVisitor visitor) throws IOException {
    frameOut.flush();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(frames)))) {
      for (int i = 0; i < frameCount; i++) {
        visitor.visit(in.readLong(), in.readLong());
      }
    }
  }

  /** Ids of the objects seen, ascending. */
  Set<Integer> objectIds() {
    return objects.keySet();
  }

  /** The entries of an object, begun if it is new. */
  ObjectSpool object(int objectId) throws IOException {
    ObjectSpool spool = objects.get(objectId);
    if (spool == null) {
      spool = new ObjectSpool(folder.resolve("object-" + objectId));
      objects.put(objectId, spool);
    }
    return spool;
  }

  @Override
  public void close() {
    try {
      for (ObjectSpool spool : objects.values()) {
        spool.close();
      }
      frameOut.close();
      Files.deleteIfExists(frames);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit(); // left to the system's own cleaning of temporary files
    }
  }
}
