package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads another source on a thread of its own, a few frames ahead of the caller, so that decoding
 * and tracking overlap.
 *
 * <p><b>Ownership.</b> Owns the inner source and closes it. <b>Threads.</b> One caller at a time.
 */
public final class ReadAheadFrameSource implements FrameSource {

  /** Enough to smooth over one slow frame; each costs three bytes a pixel. */
  static final int DEFAULT_DEPTH = 3;

  private final FrameSource inner;
  private final BlockingQueue<Item> queue;
  private final Thread reader;
  private volatile boolean closed;

  /** The last item, once it has been seen: it is the answer to every later call. */
  private @Nullable Item end;

  /** One step of the inner source: a frame, its end, or what it threw. */
  private sealed interface Item {
    record Next(Frame frame) implements Item {}

    record End() implements Item {}

    record Broken(VideoException failure) implements Item {}

    record Bug(RuntimeException failure) implements Item {}

    record Fatal(Error failure) implements Item {}
  }

  public ReadAheadFrameSource(FrameSource inner) {
    this(inner, DEFAULT_DEPTH);
  }

  /**
   * @param inner read by no one else from now on
   * @param depth how many frames may wait, at least 1
   */
  public ReadAheadFrameSource(FrameSource inner, int depth) {
    this.inner = inner;
    this.queue = new ArrayBlockingQueue<>(depth);
    this.reader = new Thread(this::readAll, "masklet-read-ahead");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public VideoInfo info() {
    return inner.info();
  }

  private void readAll() {
    Item item;
    do {
      item = read();
    } while (put(item) && item instanceof Item.Next);
  }

  /** Whatever happens becomes an item: the caller waits for one and must not wait for ever. */
  private Item read() {
    try {
      Frame frame = inner.next();
      return frame == null ? new Item.End() : new Item.Next(frame);
    } catch (VideoException e) {
      return new Item.Broken(e);
    } catch (RuntimeException e) {
      return new Item.Bug(e);
    } catch (Error e) { // no memory for a frame, say
      return new Item.Fatal(e);
    }
  }

  /** Waits for room; false if the caller has lost interest. */
  private boolean put(Item item) {
    try {
      if (!closed) {
        queue.put(item);
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    discard(item);
    return false;
  }

  @Override
  public @Nullable Frame next() throws VideoException {
    if (closed) {
      throw new IllegalStateException("frame source of " + info().name() + " was closed");
    }
    Item item = end == null ? take() : end;
    if (item instanceof Item.Next next) {
      return next.frame();
    }
    end = item;
    if (item instanceof Item.Broken broken) {
      throw broken.failure();
    }
    if (item instanceof Item.Bug bug) {
      throw bug.failure();
    }
    if (item instanceof Item.Fatal fatal) {
      throw fatal.failure();
    }
    return null;
  }

  private Item take() throws VideoException {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VideoException(
          VideoException.Kind.BROKEN,
          "Reading %s: the program was interrupted while it waited for the next frame."
              .formatted(info().name()),
          e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    reader.interrupt();
    joinReader();
    queue.forEach(ReadAheadFrameSource::discard);
    queue.clear();
    inner.close();
  }

  /** The reader may be inside FFmpeg, which cannot be interrupted but returns after one frame. */
  private void joinReader() {
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void discard(Item item) {
    if (item instanceof Item.Next next) {
      next.frame().close();
    }
  }
}
