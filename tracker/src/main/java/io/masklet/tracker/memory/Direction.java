package io.masklet.tracker.memory;

/** Which way a video is walked through. */
public enum Direction {
  FORWARD(1),
  BACKWARD(-1);

  private final int sign;

  Direction(int sign) {
    this.sign = sign;
  }

  /** The frame so many frames earlier on the way. */
  public long back(long frame, int frames) {
    return frame - sign * (long) frames;
  }

  /** How long ago on the way {@code then} was; negative if it is still to come. */
  public long age(long now, long then) {
    return sign * (now - then);
  }
}
