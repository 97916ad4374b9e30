package io.masklet.tracker.session;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.tracker.memory.Direction;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a session's video by number. Going forward each is decoded once; going backward
 * they are decoded a stretch at a time and handed out in reverse. The video is entered where it can
 * be entered next to the frame wanted, as far as somebody read it before.
 *
 * <p>Memory: one stretch, {@value #STRETCH_BYTES} bytes or 64 frames at most, but one frame at
 * least.
 */
final class FrameReader implements AutoCloseable {

  private static final long STRETCH_BYTES = 96L << 20;
  private static final int MAX_STRETCH_FRAMES = 64;

  /** Entering a video anew costs as much as decoding so many frames. */
  private static final int FRAMES_TO_SKIP = 48;

  private final VideoOpener opener;
  private final KnownFrames frames;
  private final int stretchFrames;
  private final TreeMap<Long, Frame> stretch = new TreeMap<>();
  private @Nullable FrameSource source;
  private long nextOfSource;

  /**
   * @param size of the frames
   * @param frames when they are shown; noted here as they are read
   */
  FrameReader(VideoOpener opener, Size size, KnownFrames frames) {
    this.opener = opener;
    this.frames = frames;
    long fitting = STRETCH_BYTES / (3 * size.areaPx());
    this.stretchFrames = (int) Math.max(1, Math.min(MAX_STRETCH_FRAMES, fitting));
  }

  /**
   * A frame, which the caller closes; null if the video ends before it.
   *
   * @param direction in which the caller goes on
   */
  @Nullable Frame get(long frame, Direction direction) throws VideoException, SessionException {
    if (direction == Direction.FORWARD) {
      return forward(frame);
    }
    closeAll(stretch.tailMap(frame, false));
    if (!stretch.containsKey(frame)) {
      closeAll(stretch);
      decodeStretchTo(frame);
    }
    return stretch.remove(frame);
  }

  /** A frame that was there before. */
  Frame require(long frame) throws VideoException, SessionException {
    Frame found = forward(frame);
    if (found == null) {
      throw changed(frame);
    }
    return found;
  }

  private static VideoException changed(long frame) {
    return new VideoException(
        VideoException.Kind.BROKEN,
        "Reading frame %d of the session's video again: it was there before, and now it is not, or at another time; the video has changed."
            .formatted(frame));
  }

  private void decodeStretchTo(long last) throws VideoException, SessionException {
    for (long each = Math.max(0, last - stretchFrames + 1); each <= last; each++) {
      Frame frame = forward(each);
      if (frame == null) {
        return;
      }
      stretch.put(each, frame);
    }
  }

  private @Nullable Frame forward(long wanted) throws VideoException, SessionException {
    enter(wanted);
    while (true) {
      Frame frame = read();
      if (frame == null || frame.index() == wanted) {
        return frame;
      }
      frame.close();
      if (frame.index() > wanted) {
        throw changed(wanted);
      }
    }
  }

  /** Opens the video where reading on would take longer. */
  private void enter(long wanted) throws VideoException {
    boolean isNear =
        source != null && nextOfSource <= wanted && wanted - nextOfSource <= FRAMES_TO_SKIP;
    long known = Math.min(wanted, frames.count() - 1L);
    if (isNear || (source != null && nextOfSource <= wanted && known < nextOfSource)) {
      return;
    }
    closeSource();
    source = known <= FRAMES_TO_SKIP ? opener.open() : opener.openAt(known, frames.times());
    nextOfSource = 0; // not known before its first frame; reading on is right in any case
  }

  private @Nullable Frame read() throws VideoException, SessionException {
    Frame frame = Objects.requireNonNull(source).next();
    if (frame == null) {
      return null;
    }
    long index = frame.index();
    nextOfSource = index + 1;
    if (index < frames.count()) {
      if (frames.times().timestampUs(index) != frame.timestampUs()) {
        frame.close();
        throw changed(index);
      }
    } else {
      frames.add(frame.timestampUs());
    }
    return frame;
  }

  private static void closeAll(Map<Long, Frame> some) {
    some.values().forEach(Frame::close);
    some.clear();
  }

  private void closeSource() {
    if (source != null) {
      source.close();
      source = null;
    }
  }

  @Override
  public void close() {
    closeAll(stretch);
    closeSource();
  }
}
