package io.masklet.tracker.session;

import io.masklet.tracker.memory.Direction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where passes went on with what they did not find themselves, and what the passes went by that
 * came to their end: those later ones can go on with. Kept on disk; an offset a pass is kept in
 * memory.
 */
final class Junctions {

  /** A kind of record: what a pass went by; frames are negated bit by bit where it is not there. */
  static final byte HEAD = 5;

  /** A kind of record: where a pass goes on with other records. */
  static final byte SPLICE = 6;

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

  private final RecordFile file;
  private final List<Long> heads = new ArrayList<>(); // offsets
  private final Map<Integer, List<Integer>> headsOfPass = new HashMap<>();
  private final Map<Long, Splice> splices = new HashMap<>();

  Junctions(RecordFile file) {
    this.file = file;
  }

  /** Takes up what a pass went by that was kept. */
  void readHead(ByteBuffer content, long offset) {
    noteHead(content.getInt(), offset);
  }

  /** Takes up a splice that was kept. */
  void readSplice(ByteBuffer content) {
    splices.put(
        content.getLong(), new Splice(content.getInt(), content.getLong(), content.getDouble()));
  }

  private void noteHead(int pass, long offset) {
    headsOfPass.computeIfAbsent(pass, each -> new ArrayList<>()).add(heads.size());
    heads.add(offset);
  }

  /** Notes what a pass went by that has come to its end. */
  void addHead(PassId pass, PassAnchors anchors) throws SessionException {
    NavigableMap<Long, Long> names = anchors.names();
    ByteBuffer record = ByteBuffer.allocate(1 + 2 * Integer.BYTES + 2 * Long.BYTES * names.size());
    record.put(HEAD).putInt(pass.code()).putInt(names.size());
    names.forEach(
        (frame, name) -> record.putLong(anchors.shows(frame) ? frame : ~frame).putLong(name));
    noteHead(pass.code(), file.append(record));
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
    NavigableMap<Long, Long> showing = new TreeMap<>();
    for (int left = record.getInt(); left > 0; left--) {
      long frame = record.getLong();
      long name = record.getLong();
      names.put(frame < 0 ? ~frame : frame, name);
      if (frame >= 0) {
        showing.put(frame, name);
      }
    }
    return new PassAnchors(direction, names, showing);
  }

  /**
   * Notes that a pass goes on with other records.
   *
   * @param key of what it would have been made from next
   */
  void addSplice(long key, Splice splice) throws SessionException {
    ByteBuffer record = ByteBuffer.allocate(1 + 2 * Long.BYTES + Integer.BYTES + Double.BYTES);
    record.put(SPLICE).putLong(key).putInt(splice.head());
    file.append(record.putLong(splice.agreedWith()).putDouble(splice.iou()));
    splices.put(key, splice);
  }

  @Nullable Splice splice(long key) {
    return splices.get(key);
  }
}
