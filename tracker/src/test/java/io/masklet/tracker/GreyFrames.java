package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.SeekableFrames;
import io.masklet.core.geom.Size;

/** The grey scene by number. */
public record GreyFrames(long count) implements SeekableFrames {

  @Override
  public Size size() {
    return GreyScene.SIZE;
  }

  @Override
  public long timestampUs(long index) {
    return index * 40_000;
  }

  @Override
  public Frame get(long index) {
    return GreyScene.frame(index);
  }

  @Override
  public void close() {}
}
