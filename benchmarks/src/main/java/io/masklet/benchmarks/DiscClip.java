package io.masklet.benchmarks;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.video.FfmpegFrameSink;
import io.masklet.core.video.Mp4Options;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a clip of ten seconds that is quickly decoded: a bright disc on a dark ground, which goes
 * round once.
 *
 * <pre>
 * java ... io.masklet.benchmarks.DiscClip FILE.mp4 [WIDTH HEIGHT]
 * </pre>
 */
public final class DiscClip {

  private static final int FRAMES = 250;
  private static final int STEP_US = 40_000;
  private static final byte BRIGHT = (byte) 230;
  private static final byte DARK = 40;

  private final Size size;

  private DiscClip(Size size) {
    this.size = size;
  }

  public static void main(String[] args) throws IOException {
    Size size =
        args.length > 2
            ? new Size(Integer.parseInt(args[1]), Integer.parseInt(args[2]))
            : new Size(1920, 1080);
    DiscClip clip = new DiscClip(size);
    try (FfmpegFrameSink sink =
        FfmpegFrameSink.create(Path.of(args[0]), size, Mp4Options.DEFAULT)) {
      for (long index = 0; index < FRAMES; index++) {
        try (Frame frame = Frame.allocate(index, STEP_US * index, size)) {
          clip.draw(frame);
          sink.write(frame);
        }
      }
      sink.finish();
    }
  }

  /** The middle of the disc. */
  static Point centre(Size size, long frame) {
    double angle = 2 * Math.PI * frame / FRAMES;
    return new Point(
        size.widthPx() * (0.5 + 0.3 * Math.cos(angle)),
        size.heightPx() * (0.5 + 0.3 * Math.sin(angle)));
  }

  private void draw(Frame frame) {
    Point centre = centre(size, frame.index());
    double radiusPx = size.heightPx() / 7.0;
    int at = 0;
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = 0; x < size.widthPx(); x++) {
        boolean inside = Math.hypot(x - centre.x(), y - centre.y()) < radiusPx;
        for (int channel = 0; channel < 3; channel++) {
          frame.rgb().put(at++, inside ? BRIGHT : DARK);
        }
      }
    }
  }
}
