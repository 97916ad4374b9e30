package io.masklet.tracker.session;

import io.masklet.core.frame.FrameTimes;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Rle;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.object.TrackStep;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was computed for a session: what passes found in frames, accepted masks of
 * prompted frames, what passes went by when they were done, where one went on under an older one,
 * and when frames are shown.
 *
 * <p>Masks stay on disk; an index of 32 bytes a record is kept in memory.
 *
 * <p>Not thread-safe.
 */
final class MaskStore implements AutoCloseable {

  private static final byte FOUND = 1;
  private static final byte ACCEPTED = 2;
  private static final byte LENGTH = 3;
  private static final byte TIMES = 4;
  private static final byte HEAD = 5;
  private static final byte SPLICE = 6;
  private static final int TIMES_A_RECORD = 64;

  /**
   * Where a pass goes on with records it did not make: those of an older pass, or none at all.
   *
   * @param head number of what the older pass went by, or {@link #REST}
   * @param agreedWith for a rest: name of what the other direction found where both agreed
   * @param iou how well both agreed
   */
  record Splice(int head, long agreedWith, double iou) {
    /** Not an older pass: this one rests until the next prompt on its way. */
    static final int REST = -1;
  }

  /** What came of a prompt. */
  record Accepted(TrackStep step, Rle mask) {}

  private final RecordFile file;
  private final Size video;
  private final FrameIndex index = new FrameIndex();
  private final Map<Long, Long> accepted = new HashMap<>();
  private final Map<Long, Splice> splices = new HashMap<>();
  private final List<Long> heads = new ArrayList<>();
  private final Map<Integer, List<Integer>> headsOfPass = new HashMap<>();
  private final FrameTimes times = new FrameTimes();
  private int timesStored;
  private long videoFrames = -1;

  private MaskStore(Path path, String projectId, Size video, boolean writable)
      throws SessionException {
    this.video = video;
    this.file = RecordFile.open(path, Digest.of(projectId), writable, this::note);
    this.timesStored = times.count();
  }

  /**
   * Opens the store of a project, and makes it if there is none: all of it can be computed again.
   *
   * @param projectId ties it to its project
   * @param video size of the frames
   * @param writable whether a torn end is cut off and records may be added
   * @throws SessionException if it belongs to another project or cannot be read
   */
  static MaskStore open(Path file, String projectId, Size video, boolean writable)
      throws SessionException {
    return new MaskStore(file, projectId, video, writable);
  }

  private void note(ByteBuffer content, long offset) {
    byte kind = content.get();
    switch (kind) {
      case FOUND -> {
        content.getInt();
        index.add(content.getInt(), content.getLong(), content.getLong(), offset);
      }
      case ACCEPTED -> accepted.put(content.getLong(), offset);
      case LENGTH -> videoFrames = content.getLong();
      case TIMES -> {
        while (content.hasRemaining()) {
          times.add(content.getLong());
        }
      }
      case HEAD -> noteHead(content.getInt(), offset);
      case SPLICE ->
          splices.put(
              content.getLong(),
              new Splice(content.getInt(), content.getLong(), content.getDouble()));
      default -> throw new IllegalArgumentException("no such kind of record: " + kind);
    }
  }

  private void noteHead(int pass, long offset) {
    headsOfPass.computeIfAbsent(pass, each -> new ArrayList<>()).add(heads.size());
    heads.add(offset);
  }

  private void append(ByteBuffer filled) throws SessionException {
    byte[] record = filled.array();
    long offset = file.append(record);
    note(ByteBuffer.wrap(record), offset);
  }

  /** How many bytes at the end were torn when it was opened. */
  long cutBytes() {
    return file.cutBytes();
  }

  /** Whether masks of an older version were left behind. */
  boolean startedAnew() {
    return file.startedAnew();
  }

  /** How many frames the video has, once a run came to its end. */
  OptionalLong videoFrames() {
    return videoFrames < 0 ? OptionalLong.empty() : OptionalLong.of(videoFrames);
  }

  /** When the frames that were read so far are shown. */
  FrameTimes times() {
    return times;
  }

  /** Bytes of the file that hold. */
  long sizeBytes() {
    return file.sizeBytes();
  }

  FrameIndex index() {
    return index;
  }

  /** Notes that the video ends with the last frame that was read. */
  void noteLength() throws SessionException {
    flushTimes();
    if (videoFrames != times.count()) {
      append(ByteBuffer.allocate(1 + Long.BYTES).put(LENGTH).putLong(times.count()));
      file.force();
    }
  }

  /** Notes when the next frame is shown. */
  void addTime(long timestampUs) throws SessionException {
    times.add(timestampUs);
    if (times.count() - timesStored == TIMES_A_RECORD) {
      flushTimes();
    }
  }

  /** Writes times that were noted and are not on disk yet. */
  void flushTimes() throws SessionException {
    int fresh = times.count() - timesStored;
    if (fresh > 0) {
      ByteBuffer record = ByteBuffer.allocate(1 + fresh * Long.BYTES).put(TIMES);
      for (int frame = timesStored; frame < times.count(); frame++) {
        record.putLong(times.timestampUs(frame));
      }
      file.append(record.array());
      timesStored = times.count();
    }
  }

  /**
   * Keeps what a pass found.
   *
   * @param key of everything it was made from
   */
  void add(PassId pass, long frame, long key, PassRecord found) throws SessionException {
    byte[] content = Records.write(found);
    ByteBuffer record =
        ByteBuffer.allocate(1 + 2 * Integer.BYTES + 2 * Long.BYTES + content.length);
    record.put(FOUND).putInt(pass.code()).putInt((int) frame).putLong(key);
    record.putLong(Digest.of(content)).put(content);
    append(record);
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
    append(record.put(ACCEPTED).putLong(anchor.name()).put(content));
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

  /** Notes what a pass went by that has come to its end. */
  void addHead(PassId pass, PassAnchors anchors) throws SessionException {
    NavigableMap<Long, Long> names = anchors.names();
    ByteBuffer record = ByteBuffer.allocate(1 + 2 * Integer.BYTES + 2 * Long.BYTES * names.size());
    record.put(HEAD).putInt(pass.code()).putInt(names.size());
    names.forEach((frame, name) -> record.putLong(frame).putLong(name));
    append(record);
  }

  /** Numbers of what earlier passes went by, oldest first. */
  List<Integer> heads(PassId pass) {
    return headsOfPass.getOrDefault(pass.code(), List.of());
  }

  /** What an earlier pass went by. */
  PassAnchors head(int number, Direction direction) throws SessionException {
    ByteBuffer record = file.read(heads.get(number));
    record.position(1 + Integer.BYTES);
    NavigableMap<Long, Long> names = new TreeMap<>();
    for (int left = record.getInt(); left > 0; left--) {
      names.put(record.getLong(), record.getLong());
    }
    return new PassAnchors(direction, names);
  }

  /**
   * Notes that a pass goes on with other records.
   *
   * @param key of what it would have been made from next
   */
  void addSplice(long key, Splice splice) throws SessionException {
    ByteBuffer record = ByteBuffer.allocate(1 + 2 * Long.BYTES + Integer.BYTES + Double.BYTES);
    record.put(SPLICE).putLong(key).putInt(splice.head());
    append(record.putLong(splice.agreedWith()).putDouble(splice.iou()));
  }

  @Nullable Splice splice(long key) {
    return splices.get(key);
  }

  @Override
  public void close() {
    file.close();
  }
}
