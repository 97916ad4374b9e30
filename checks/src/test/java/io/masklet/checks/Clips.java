package io.masklet.checks;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.video.FfmpegFrameSink;
import io.masklet.core.video.Mp4Options;
import io.masklet.testdata.ExactTruth;
import io.masklet.testdata.SyntheticFrame;
import io.masklet.testdata.SyntheticScene;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small clips, good and bad, drawn once a test run. */
final class Clips {

  static final int FRAMES = 8;

  private static final SyntheticScene SCENE = SyntheticScene.moving(1);
  private static final List<SyntheticFrame> DRAWN = draw();

  private Clips() {}

  private static List<SyntheticFrame> draw() {
    List<SyntheticFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(SCENE.frame(i));
    }
    return frames;
  }

  /**
   * An animal that walks, 192x192, 8 frames whose times are not even: 0, 40, 80, 120, 260 ms ...
   */
  static Path good(Path file) throws VideoException {
    Size size = new Size(SCENE.width(), SCENE.height());
    try (FfmpegFrameSink sink = FfmpegFrameSink.create(file, size, Mp4Options.DEFAULT)) {
      for (int i = 0; i < FRAMES; i++) {
        try (Frame frame = Frame.allocate(i, timestampUs(i), size)) {
          frame.rgb().put(0, DRAWN.get(i).rgb());
          sink.write(frame);
        }
      }
      sink.finish();
    }
    return file;
  }

  /** The rate changes in the middle. */
  static long timestampUs(int frame) {
    return 40_000L * frame + (frame >= FRAMES / 2 ? 100_000 : 0);
  }

  /** A pixel on the animal, as {@code x,y}. */
  static String click(int frame) {
    SyntheticFrame drawn = DRAWN.get(frame);
    double[] xy = ExactTruth.click(drawn.ids(), drawn.width(), 1);
    return xy[0] + "," + xy[1];
  }

  /** The first half of the bytes; of an MP4 as we write it, that leaves no table of contents. */
  static Path truncated(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(good(file));
    return Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** The pictures of the second half overwritten, the table of contents intact. */
  static Path halfCorrupt(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(good(file));
    int contents = indexOf(bytes, "moov");
    Arrays.fill(bytes, contents / 2, contents - 8, (byte) 0x5a);
    return Files.write(file, bytes);
  }

  private static int indexOf(byte[] bytes, String text) {
    for (int i = 0; i + text.length() <= bytes.length; i++) {
      if (new String(bytes, i, text.length(), StandardCharsets.US_ASCII).equals(text)) {
        return i;
      }
    }
    throw new IllegalStateException("no " + text + " in the clip");
  }

  /** Half a second of silence as WAV. */
  static Path audioOnly(Path file) throws IOException {
    int bytes = 8_000;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt "));
    wav.putInt(16).putShort((short) 1).putShort((short) 1); // PCM, one channel
    wav.putInt(8_000).putInt(16_000).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(bytes);
    return Files.write(file, wav.array());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
