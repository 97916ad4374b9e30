package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A video that is entered in the middle gives the frames that reading from its beginning gives. */
class OpenAtTest {

  private record Seen(long index, long timestampUs, ByteBuffer pixels) {

    static Seen of(Frame frame) {
      ByteBuffer pixels = ByteBuffer.allocate(frame.rgb().capacity());
      pixels.put(0, frame.rgb(), 0, pixels.capacity());
      return new Seen(frame.index(), frame.timestampUs(), pixels);
    }
  }

  private final Path folder;

  OpenAtTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip.mp4", "clip.mkv", "clip.mov", "clip.avi", "clip.ts"})
  void anyContainer(String name) throws Exception {
    Path file = Clip.PLAIN.withFrames(60).writeTo(folder.resolve(name));
    assertThat(assertSameFromAnywhere(file)).isGreaterThan(20);
  }

  @Test
  void h264() throws Exception {
    Clip clip = Clip.PLAIN.withFrames(60).withCodec("libopenh264", avutil.AV_PIX_FMT_YUV420P);
    assertSameFromAnywhere(clip.writeTo(folder.resolve("clip.mp4")));
  }

  @Test
  void unevenTimes_andALateStart() throws Exception {
    Clip clip = Clip.PLAIN.withTimesMs(500L, 510L, 700L, 1500L, 1501L, 1530L, 1900L, 2500L);
    assertSameFromAnywhere(clip.writeTo(folder.resolve("clip.mkv")));
  }

  @Test
  void folderOfPictures_isEnteredAnywhere() throws Exception {
    Path pictures = FrameSourceContractTest.pictures(folder.resolve("pictures"), 9);
    assertThat(assertSameFromAnywhere(pictures)).isEqualTo(8);
  }

  /** The slow twin is the way from the beginning. Says how many frames were spared at most. */
  private static long assertSameFromAnywhere(Path video) throws Exception {
    List<Seen> whole = new ArrayList<>();
    FrameTimes times = new FrameTimes();
    try (FrameSource source = FrameSources.open(video)) {
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        times.add(frame.timestampUs());
        whole.add(Seen.of(frame));
        frame.close();
      }
    }
    long spared = 0;
    for (int wanted = 0; wanted < whole.size(); wanted++) {
      try (FrameSource source = FrameSources.openAt(video, wanted, times)) {
        Frame frame = read(source);
        spared = Math.max(spared, frame.index());
        while (frame.index() < wanted) {
          assertThat(Seen.of(frame)).isEqualTo(whole.get((int) frame.index()));
          frame.close();
          frame = read(source);
        }
        assertThat(Seen.of(frame)).isEqualTo(whole.get(wanted));
        frame.close();
      }
    }
    return spared;
  }

  private static Frame read(FrameSource source) throws Exception {
    return Objects.requireNonNull(source.next(), "the video ended early");
  }
}
