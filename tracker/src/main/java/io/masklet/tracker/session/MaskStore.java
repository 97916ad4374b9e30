package io.masklet.tracker.session;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.object.TrackStep;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was computed for a session: what passes found in frames, accepted masks of
 * prompted frames, {@linkplain Junctions where passes went on with others}, and {@linkplain
 * KnownFrames when frames are shown}.
 *
 * <p>Masks stay on disk; an index of 32 bytes a record is kept in memory.
 *
 * <p>Not thread-safe.
 */
final class MaskStore implements AutoCloseable {

  private static final byte FOUND = 1;
  private static final byte ACCEPTED = 2;

  /** What came of a prompt. */
  record Accepted(TrackStep step, Rle mask) {}

  private final RecordFile file;
  private final Size video;
  private final FrameIndex index = new FrameIndex();
  private final Map<Long, Long> accepted = new HashMap<>(); // offsets by name
  private final KnownFrames frames;
  private final Junctions junctions;

  private MaskStore(RecordFile file, Size video) {
    this.file = file;
    this.video = video;
    this.frames = new KnownFrames(file);
    this.junctions = new Junctions(file);
  }

  /**
   * Opens the store of a project, and makes it if there is none: all of it can be computed again.
   *
   * @param projectId ties it to its project
   * @param video size of the frames
   * @param writable whether a torn end is cut off and records may be added
   * @throws SessionException if it belongs to another project or cannot be read
   */
  static MaskStore open(Path path, String projectId, Size video, boolean writable)
      throws SessionException {
    RecordFile file = RecordFile.open(path, writable);
    try {
      MaskStore store = new MaskStore(file, video);
      file.load(Digest.of(projectId), store::read);
      return store;
    } catch (SessionException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void read(ByteBuffer content, long offset) {
    byte kind = content.get();
    switch (kind) {
      case FOUND -> noteFound(content, offset);
      case ACCEPTED -> accepted.put(content.getLong(), offset);
      case KnownFrames.LENGTH -> frames.readLength(content);
      case KnownFrames.TIMES -> frames.readTimes(content);
      case Junctions.HEAD -> junctions.readHead(content, offset);
      case Junctions.SPLICE -> junctions.readSplice(content);
      default -> throw new IllegalArgumentException("no such kind of record: " + kind);
    }
  }

  private void noteFound(ByteBuffer content, long offset) {
    content.getInt(); // the pass; its key says more
    index.add(content.getInt(), content.getLong(), content.getLong(), offset);
  }

  /** How many bytes at the end were torn when it was opened. */
  long cutBytes() {
    return file.cutBytes();
  }

  /** Whether masks of an older version were left behind. */
  boolean startedAnew() {
    return file.startedAnew();
  }

  /** When frames are shown, and where the video ends. */
  KnownFrames frames() {
    return frames;
  }

  /** Where passes went on with others. */
  Junctions junctions() {
    return junctions;
  }

  /** Where in the store lies what passes found. */
  FrameIndex index() {
    return index;
  }

  /**
   * Keeps what a pass found.
   *
   * @param key of everything it was made from
   */
  void add(PassId pass, long frame, long key, PassRecord found) throws SessionException {
    byte[] content = Records.write(found);
    long name = Digest.of(content);
    ByteBuffer record =
        ByteBuffer.allocate(1 + 2 * Integer.BYTES + 2 * Long.BYTES + content.length);
    record.put(FOUND).putInt(pass.code()).putInt((int) frame).putLong(key).putLong(name);
    index.add((int) frame, key, name, file.append(record.put(content)));
  }

  PassRecord found(int row) throws SessionException {
    ByteBuffer record = file.read(index.offset(row));
    record.position(1 + 2 * Integer.BYTES + 2 * Long.BYTES);
    return Records.readFound(record, video);
  }

  /** Keeps what a prompt led to. */
  void accept(Anchor anchor, Accepted result, int fillAreaPx) throws SessionException {
    byte[] content = Records.write(result, fillAreaPx);
    ByteBuffer record = ByteBuffer.allocate(1 + Long.BYTES + content.length);
    record.put(ACCEPTED).putLong(anchor.name()).put(content);
    accepted.put(anchor.name(), file.append(record));
  }

  /** Whether a prompt was followed. */
  boolean hasAccepted(long name) {
    return accepted.containsKey(name);
  }

  /** What a prompt led to; null if it was never followed. */
  @Nullable Accepted accepted(long name) throws SessionException {
    Long offset = accepted.get(name);
    if (offset == null) {
      return null;
    }
    ByteBuffer record = file.read(offset);
    record.position(1 + Long.BYTES);
    return Records.readAccepted(record, video);
  }

  /**
   * What a prompt led to.
   *
   * @throws IllegalStateException if it was never followed
   */
  Accepted requireAccepted(long name) throws SessionException {
    Accepted found = accepted(name);
    if (found == null) {
      throw new IllegalStateException("a prompt that was never followed");
    }
    return found;
  }

  @Override
  public void close() {
    file.close();
  }
}
