package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.SeekableFrames;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The clip of the reference's runs: 16 frames of 160x90, a disc, a rectangle and an ellipse. */
final class GoldenClip implements SeekableFrames {

  static final Size SIZE = new Size(160, 90);
  private static final int FRAMES = 16;
  private static final int OBJECTS = 3;

  private final byte[] file;
  private final int frames;
  private final int masks;

  GoldenClip() {
    try (InputStream in = getClass().getResourceAsStream("golden/clip.safetensors.gz")) {
      file = new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(file, 8, length, StandardCharsets.UTF_8);
    frames = 8 + length + start(header, "frames");
    masks = 8 + length + start(header, "masks");
  }

  private static int start(String header, String tensor) {
    Matcher matcher =
        Pattern.compile("\"" + tensor + "\":\\{[^}]*\"data_offsets\":\\[(\\d+)").matcher(header);
    if (!matcher.find()) {
      throw new IllegalStateException("no tensor " + tensor + " in " + header);
    }
    return Integer.parseInt(matcher.group(1));
  }

  @Override
  public Size size() {
    return SIZE;
  }

  @Override
  public long count() {
    return FRAMES;
  }

  @Override
  public long timestampUs(long index) {
    return index * 40_000;
  }

  @Override
  public Frame get(long index) {
    Frame frame = Frame.allocate(index, timestampUs(index), SIZE);
    int bytes = 3 * SIZE.pixelCount();
    frame.rgb().put(0, file, frames + (int) index * bytes, bytes);
    return frame;
  }

  /** What can be seen of an object; 0 disc, 1 rectangle, 2 ellipse. */
  Bitmap mask(int frame, int object) {
    int start = masks + (frame * OBJECTS + object) * SIZE.pixelCount();
    Bitmap mask = new Bitmap(SIZE);
    for (int y = 0; y < SIZE.heightPx(); y++) {
      for (int x = 0; x < SIZE.widthPx(); x++) {
        mask.set(x, y, file[start + y * SIZE.widthPx() + x] != 0);
      }
    }
    return mask;
  }

  @Override
  public void close() {}
}
