package io.masklet.tracker.pipeline;

import io.masklet.core.export.MaskletSink;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.object.TrackedFrame;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings masks to video size and writes them, on a thread of its own, while the tracker goes on.
 * The queue is short, so a slow disk slows tracking instead of filling memory.
 */
final class OutputStage implements AutoCloseable {

  private static final int QUEUE_LENGTH = 2;

  private record Item(@Nullable Frame frame, @Nullable TrackedFrame found) {}

  private static final Item END = new Item(null, null);

  private final MaskPostprocessor postprocessor;
  private final MaskletSink sink;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
  private final Thread thread = new Thread(this::drain, "masklet-output");
  private volatile @Nullable Throwable failure;

  OutputStage(MaskPostprocessor postprocessor, MaskletSink sink) {
    this.postprocessor = postprocessor;
    this.sink = sink;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Hands a frame over; it is closed once written.
   *
   * @throws VideoException if writing an earlier frame failed
   */
  void put(Frame frame, TrackedFrame found) throws VideoException {
    enqueue(new Item(frame, found));
    rethrow();
  }

  /** Waits until everything is written. */
  void finish() throws VideoException {
    close();
    rethrow();
  }

  /** Waits until everything handed over is written or dropped. */
  @Override
  public void close() {
    if (thread.isAlive()) {
      enqueue(END);
      joinUninterruptibly();
    }
  }

  private void drain() {
    while (true) {
      Item item = takeUninterruptibly();
      Frame frame = item.frame();
      TrackedFrame found = item.found();
      if (frame == null || found == null) {
        return;
      }
      try (frame) {
        if (failure == null) {
          sink.write(frame, postprocessor.atVideoSize(found, frame));
        }
      } catch (VideoException | RuntimeException | Error e) {
        failure = e;
      }
    }
  }

  private void rethrow() throws VideoException {
    Throwable thrown = failure;
    if (thrown instanceof VideoException video) {
      throw video;
    }
    if (thrown instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  private void enqueue(Item item) {
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(item);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    restore(interrupted);
  }

  private Item takeUninterruptibly() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        // The stage ends by END alone, so that nothing handed over is lost.
      }
    }
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    restore(interrupted);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
