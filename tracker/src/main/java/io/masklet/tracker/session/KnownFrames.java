package io.masklet.tracker.session;

import io.masklet.core.frame.FrameTimes;
import java.nio.ByteBuffer;

/**
 * When a session's frames are shown, as far as somebody read its video, and where it ends. Kept on
 * disk a stretch at a time.
 */
final class KnownFrames {

  /** A kind of record: how many frames the video has. */
  static final byte LENGTH = 3;

  /** A kind of record: when the next frames are shown. */
  static final byte TIMES = 4;

  private static final int TIMES_A_RECORD = 64;

  private final RecordFile file;
  private final FrameTimes times = new FrameTimes();
  private int stored;
  private long end = Long.MAX_VALUE;

  KnownFrames(RecordFile file) {
    this.file = file;
  }

  /** Takes up a length that was kept. */
  void readLength(ByteBuffer content) {
    end = content.getLong();
  }

  /** Takes up times that were kept. */
  void readTimes(ByteBuffer content) {
    while (content.hasRemaining()) {
      times.add(content.getLong());
    }
    stored = times.count();
  }

  /** When the frames that were read so far are shown. */
  FrameTimes times() {
    return times;
  }

  /** How many frames were read so far. */
  int count() {
    return times.count();
  }

  /** How many the video has; {@link Long#MAX_VALUE} until a run came to its end. */
  long end() {
    return end;
  }

  boolean isEndKnown() {
    return end != Long.MAX_VALUE;
  }

  /** Notes when the next frame is shown. */
  void add(long timestampUs) throws SessionException {
    times.add(timestampUs);
    if (times.count() - stored == TIMES_A_RECORD) {
      flush();
    }
  }

  /** Notes that the video ends with the last frame that was read. */
  void endHere() throws SessionException {
    flush();
    if (end != times.count()) {
      end = times.count();
      file.append(ByteBuffer.allocate(1 + Long.BYTES).put(LENGTH).putLong(end));
      file.force();
    }
  }

  /** Writes times that were noted and are not on disk yet. */
  void flush() throws SessionException {
    int fresh = times.count() - stored;
    if (fresh > 0) {
      ByteBuffer record = ByteBuffer.allocate(1 + fresh * Long.BYTES).put(TIMES);
      for (int frame = stored; frame < times.count(); frame++) {
        record.putLong(times.timestampUs(frame));
      }
      file.append(record);
      stored = times.count();
    }
  }
}
