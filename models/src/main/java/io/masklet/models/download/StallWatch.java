package io.masklet.models.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream through which nothing has come for too long, so that the thread that waits for it
 * goes on with an exception. Java's HTTP client knows a time limit for the beginning of an answer
 * but none for its body.
 */
final class StallWatch implements Closeable {

  private final InputStream watched;
  private final long limitNs;
  private final ScheduledExecutorService clock;
  private volatile long lastNs = System.nanoTime();
  private volatile boolean stalled;

  StallWatch(InputStream watched, Duration limit) {
    this.watched = watched;
    this.limitNs = limit.toNanos();
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "masklet-download-watch");
              thread.setDaemon(true);
              return thread;
            });
    long stepNs = Math.max(1, limitNs / 4);
    clock.scheduleWithFixedDelay(this::look, stepNs, stepNs, TimeUnit.NANOSECONDS);
  }

  /** Something came. */
  void alive() {
    lastNs = System.nanoTime();
  }

  /** Whether the stream was closed from here. */
  boolean hasStalled() {
    return stalled;
  }

  private void look() {
    if (System.nanoTime() - lastNs > limitNs) {
      stalled = true;
      try {
        watched.close();
      } catch (IOException e) {
        // It is given up in any case; the reader learns from its own exception.
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
