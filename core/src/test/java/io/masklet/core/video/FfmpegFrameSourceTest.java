package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.video.Clip.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegFrameSourceTest {

  private final Path folder;

  FfmpegFrameSourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<Seen> read(Path file) throws VideoException {
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      return Clip.readAll(source);
    }
  }

  @Test
  void next_variableFrameRate_keepsEveryTimestamp() throws VideoException {
    Path file =
        Clip.PLAIN.withTimesMs(0L, 40L, 50L, 500L, 517L, 2000L).writeTo(folder.resolve("vfr.mkv"));
    assertThat(read(file))
        .extracting(Seen::timestampUs)
        .containsExactly(0L, 40_000L, 50_000L, 500_000L, 517_000L, 2_000_000L);
  }

  @Test
  void next_firstFrameLater_keepsItsTime() throws VideoException {
    Path file =
        Clip.PLAIN
            .withSound("aac")
            .withTimesMs(120L, 160L, 200L)
            .writeTo(folder.resolve("late.mkv"));
    assertThat(read(file))
        .extracting(Seen::timestampUs)
        .containsExactly(120_000L, 160_000L, 200_000L);
  }

  @Test
  void info_firstFrameLater_lastsUntilTheLastOneEnds() throws VideoException {
    Path file =
        Clip.PLAIN
            .withSound("aac")
            .withTimesMs(1000L, 1040L, 1080L)
            .writeTo(folder.resolve("late.mp4"));
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      assertThat(source.info().durationUs()).hasValue(1_120_000);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 64x48, top left",
    "90, 48x64, top right",
    "180, 64x48, bottom right",
    "270, 48x64, bottom left"
  })
  void next_rotated_standsUpright(int degrees, String size, String redCorner)
      throws VideoException {
    Path file = Clip.PLAIN.withRotation(degrees).writeTo(folder.resolve("r" + degrees + ".mp4"));
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      assertThat(source.info().size()).hasToString(size);
      assertThat(source.info().rotationDegrees()).isEqualTo(degrees);
      assertThat(Clip.readAll(source))
          .allSatisfy(
              seen -> {
                assertThat(seen.size()).hasToString(size);
                assertThat(seen.redCorner()).isEqualTo(redCorner);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 128x48", "1, 2, 64x96", "4, 3, 85x48"})
  void next_pixelsNotSquare_areMadeSquare(int num, int den, String size) throws VideoException {
    Path file = Clip.PLAIN.withAspect(num, den).writeTo(folder.resolve("sar.mkv"));
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      assertThat(source.info().size()).hasToString(size);
      assertThat(source.info().codedSize()).isEqualTo(new Size(64, 48));
      assertThat(Clip.readAll(source))
          .allSatisfy(seen -> assertThat(seen.redCorner()).isEqualTo("top left"));
    }
  }

  @Test
  void next_oddSize_isKept() throws VideoException {
    Path file = Clip.PLAIN.withSize(85, 47).withFrames(3).writeTo(folder.resolve("odd.mkv"));
    assertThat(read(file))
        .hasSize(3)
        .allSatisfy(seen -> assertThat(seen.size()).isEqualTo(new Size(85, 47)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yuv420p", "yuv420p10le", "yuv444p", "yuv422p10le", "gray", "gray10le", "bgr0"})
  void next_anyPixelFormat_givesTheSameGreys(String format) throws VideoException {
    int number = avutil.av_get_pix_fmt(format);
    Path file = Clip.PLAIN.withCodec("ffv1", number).writeTo(folder.resolve(format + ".mkv"));
    List<Seen> seen = read(file);
    assertThat(seen).hasSize(12);
    for (int n = 0; n < seen.size(); n++) {
      assertThat(seen.get(n).grey())
          .as("frame %d", n)
          .isBetween(Clip.grey(n) - 2, Clip.grey(n) + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"avi", "mp4", "mkv", "mov", "ts", "mpg"})
  void next_anyContainer_givesAllFramesFromZero(String ending) throws VideoException {
    String codec = ending.equals("mpg") || ending.equals("ts") ? "mpeg2video" : "mpeg4";
    Path file =
        Clip.PLAIN
            .withCodec(codec, avutil.AV_PIX_FMT_YUV420P)
            .writeTo(folder.resolve("clip." + ending));
    List<Seen> seen = read(file);
    assertThat(seen).hasSize(12);
    assertThat(seen.get(0).timestampUs()).isZero();
    assertThat(seen).extracting(Seen::timestampUs).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void next_twice_givesTheSameBytes() throws VideoException {
    Path file = Clip.PLAIN.withAspect(4, 3).writeTo(folder.resolve("same.mkv"));
    assertThat(hashes(file)).isEqualTo(hashes(file));
  }

  private static List<Integer> hashes(Path file) throws VideoException {
    List<Integer> hashes = new ArrayList<>();
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      Frame frame;
      while ((frame = source.next()) != null) {
        hashes.add(frame.rgb().clear().hashCode());
        frame.close();
      }
    }
    return hashes;
  }

  @Test
  void next_manyFrames_useOneBuffer() throws VideoException {
    Path file = Clip.PLAIN.withFrames(300).writeTo(folder.resolve("long.mkv"));
    List<Object> buffers = new ArrayList<>();
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      Frame frame;
      while ((frame = source.next()) != null) {
        Frame current = frame;
        if (buffers.stream().noneMatch(buffer -> buffer == current.rgb())) {
          buffers.add(frame.rgb());
        }
        frame.close();
      }
    }
    assertThat(buffers).hasSize(1);
  }

  @Test
  void next_soundLastsLonger_isNoDamage() throws VideoException {
    Path file =
        Clip.PLAIN
            .withSound("aac")
            .withTimesMs(0L, 40L, 80L, 5000L)
            .writeTo(folder.resolve("a.mkv"));
    Path shorter = Clip.PLAIN.withFrames(12).writeTo(folder.resolve("b.mkv"));
    assertThat(read(file)).hasSize(4);
    assertThat(read(shorter)).hasSize(12);
  }
}
