package io.masklet.core.export;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;

/** Files of one run in a folder of their own: the frames, and one for each object. */
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

  /**
   * @param folder made here, and removed when closed
   */
  Spools(Path folder) throws IOException {
    this.folder = Files.createDirectory(folder);
    this.frames = folder.resolve("frames");
    try {
      frameOut = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(frames)));
    } catch (IOException e) {
      Files.delete(folder);
      throw e;
    }
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

  /** Removes every file, whatever happens to the others. */
  @Override
  public void close() {
    objects.values().forEach(ObjectSpool::close);
    closeAndDelete(frameOut, frames);
    deleteNowOrAtExit(folder);
  }

  /** Closing writes what is still in memory; on a full disk that fails, but the file must go. */
  static void closeAndDelete(OutputStream out, Path file) {
    try (out) {
      out.flush();
    } catch (IOException e) {
      // nobody reads the file any more
    } finally {
      deleteNowOrAtExit(file);
    }
  }

  private static void deleteNowOrAtExit(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit(); // held open by someone, as Windows does; try again later
    }
  }
}
