package io.masklet.core.video;

import java.util.ArrayDeque;
import java.util.Deque;

/** Native things that are freed together, the last one first. Freeing twice does nothing. */
final class Resources implements AutoCloseable {

  private final Deque<Runnable> closers = new ArrayDeque<>();

  <T> T add(T resource, Runnable close) {
    closers.push(close);
    return resource;
  }

  @Override
  public void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }
}
