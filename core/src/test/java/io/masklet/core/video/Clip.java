package io.masklet.core.video;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A small made-up clip: picture number n is grey {@code 40 + 8 n} with a red upper left quarter, so
 * that order and orientation can be seen in the pixels.
 *
 * @param size of the coded pictures
 * @param codec name of FFmpeg's encoder
 * @param pixelFormat FFmpeg's number of the format
 * @param timesMs one timestamp a frame
 * @param rotation clockwise degrees to be turned by players
 * @param aspectNum width of a pixel over its height
 * @param aspectDen see {@code aspectNum}
 * @param sound name of an encoder, or null for none
 * @param pictures false for sound alone
 */
record Clip(
    Size size,
    String codec,
    int pixelFormat,
    List<Long> timesMs,
    int rotation,
    int aspectNum,
    int aspectDen,
    @Nullable String sound,
    boolean pictures) {

  static final Clip PLAIN =
      new Clip(
          new Size(64, 48),
          "mpeg4",
          avutil.AV_PIX_FMT_YUV420P,
          LongStream.range(0, 12).map(i -> 40 * i).boxed().toList(),
          0,
          1,
          1,
          null,
          true);

  Clip withSize(int width, int height) {
    return new Clip(
        new Size(width, height),
        codec,
        pixelFormat,
        timesMs,
        rotation,
        aspectNum,
        aspectDen,
        sound,
        pictures);
  }

  Clip withCodec(String name, int format) {
    return new Clip(size, name, format, timesMs, rotation, aspectNum, aspectDen, sound, pictures);
  }

  Clip withTimesMs(Long... times) {
    return new Clip(
        size, codec, pixelFormat, List.of(times), rotation, aspectNum, aspectDen, sound, pictures);
  }

  Clip withFrames(int count) {
    return withTimesMs(LongStream.range(0, count).map(i -> 40 * i).boxed().toArray(Long[]::new));
  }

  Clip withRotation(int degrees) {
    return new Clip(
        size, codec, pixelFormat, timesMs, degrees, aspectNum, aspectDen, sound, pictures);
  }

  Clip withAspect(int num, int den) {
    return new Clip(size, codec, pixelFormat, timesMs, rotation, num, den, sound, pictures);
  }

  Clip withSound(String encoder) {
    return new Clip(
        size, codec, pixelFormat, timesMs, rotation, aspectNum, aspectDen, encoder, pictures);
  }

  Clip withoutPictures() {
    return new Clip(
        size, codec, pixelFormat, timesMs, rotation, aspectNum, aspectDen, sound, false);
  }

  /** Writes the clip; the ending of the name chooses the container. */
  Path writeTo(Path file) {
    try (ClipWriter writer = new ClipWriter(file, this)) {
      writer.write();
    }
    return file;
  }

  /** The pixels of picture {@code n}. */
  static Frame picture(int n, long timestampUs, Size size) {
    Frame frame = Frame.allocate(n, timestampUs, size);
    ByteBuffer rgb = frame.rgb();
    byte grey = (byte) grey(n);
    for (int y = 0; y < size.heightPx(); y++) {
      for (int x = 0; x < size.widthPx(); x++) {
        boolean marked = x < size.widthPx() / 2 && y < size.heightPx() / 2;
        rgb.put(marked ? (byte) 220 : grey);
        rgb.put(marked ? (byte) 30 : grey);
        rgb.put(marked ? (byte) 30 : grey);
      }
    }
    return frame;
  }

  static int grey(int n) {
    return 40 + 8 * n;
  }

  /** What was seen of one frame. */
  record Seen(long index, long timestampUs, Size size, int grey, String redCorner) {}

  /** Reads to the end, or to where it breaks. */
  static List<Seen> readAll(FrameSource source) throws VideoException {
    List<Seen> all = new ArrayList<>();
    Frame frame;
    while ((frame = source.next()) != null) {
      all.add(look(frame));
      frame.close();
    }
    return all;
  }

  static Seen look(Frame frame) {
    String corner = "none";
    int grey = 0;
    for (int right = 0; right < 2; right++) {
      for (int bottom = 0; bottom < 2; bottom++) {
        int x = frame.size().widthPx() * (1 + 2 * right) / 4;
        int y = frame.size().heightPx() * (1 + 2 * bottom) / 4;
        int red = value(frame, x, y, 0);
        int green = value(frame, x, y, 1);
        if (red > green + 100) {
          corner = (bottom == 0 ? "top " : "bottom ") + (right == 0 ? "left" : "right");
        } else {
          grey = green;
        }
      }
    }
    return new Seen(frame.index(), frame.timestampUs(), frame.size(), grey, corner);
  }

  private static int value(Frame frame, int x, int y, int channel) {
    return frame.rgb().get(3 * (y * frame.size().widthPx() + x) + channel) & 0xff;
  }
}
