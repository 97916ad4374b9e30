package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import io.masklet.core.video.Clip.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegFrameSinkTest {

  private final Path folder;
  private final Path output;

  FfmpegFrameSinkTest(@TempDir Path folder) {
    this.folder = folder;
    this.output = folder.resolve("out.mp4");
  }

  /** Copies the first frames of a clip, sound included. */
  private void copy(Path input, Mp4Options options, int frames) throws VideoException {
    try (FrameSource source = FrameSources.open(input);
        FfmpegFrameSink sink =
            FfmpegFrameSink.create(output, source.info().size(), options.withSoundFrom(input))) {
      for (int i = 0; i < frames; i++) {
        Frame frame = source.next();
        if (frame == null) {
          break;
        }
        sink.write(frame);
        frame.close();
      }
      sink.finish();
    }
  }

  private static List<Seen> read(Path file) throws VideoException {
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      return Clip.readAll(source);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "mp4", "avi", "mov"})
  void write_anyInput_keepsFramesAndTimestamps(String ending) throws Exception {
    Path input = Clip.PLAIN.withFrames(30).writeTo(folder.resolve("in." + ending));
    copy(input, Mp4Options.DEFAULT, 1000);
    List<Seen> expected = read(input);
    List<Seen> actual = read(output);
    assertThat(actual)
        .extracting(Seen::timestampUs)
        .containsExactlyElementsOf(expected.stream().map(Seen::timestampUs).toList());
    for (int n = 0; n < actual.size(); n++) {
      assertThat(actual.get(n).grey())
          .isCloseTo(expected.get(n).grey(), org.assertj.core.api.Assertions.within(4));
      assertThat(actual.get(n).redCorner()).isEqualTo("top left");
    }
  }

  @Test
  void write_variableFrameRate_keepsEveryTimestamp() throws Exception {
    Path input =
        Clip.PLAIN.withTimesMs(0L, 40L, 41L, 500L, 517L, 9000L).writeTo(folder.resolve("vfr.mkv"));
    copy(input, Mp4Options.DEFAULT, 1000);
    assertThat(read(output))
        .extracting(Seen::timestampUs)
        .containsExactly(0L, 40_000L, 41_000L, 500_000L, 517_000L, 9_000_000L);
  }

  /** Below 720 rows BT.601, from there on BT.709: both ways must agree on it. */
  @ParameterizedTest
  @CsvSource({"320, 240", "1280, 720"})
  void write_colours_comeBack(int width, int height) throws Exception {
    Size size = new Size(width, height);
    try (FfmpegFrameSink sink = FfmpegFrameSink.create(output, size, Mp4Options.DEFAULT)) {
      sink.write(Clip.picture(0, 0, size));
      sink.finish();
    }
    try (FrameSource source = FfmpegFrameSource.open(output);
        Frame frame = Objects.requireNonNull(source.next())) {
      int corner = 3 * (height / 4 * width + width / 4);
      assertThat(frame.rgb().get(corner) & 0xff).isBetween(216, 224);
      assertThat(frame.rgb().get(corner + 1) & 0xff).isBetween(26, 34);
      assertThat(frame.rgb().get(corner + 2) & 0xff).isBetween(26, 34);
    }
  }

  @Test
  void write_timesCloserThanTheInputsUnit_keepsEveryFrame() throws Exception {
    Path milliseconds = Clip.PLAIN.writeTo(folder.resolve("in.mkv"));
    Size size = new Size(64, 48);
    try (FfmpegFrameSink sink =
        FfmpegFrameSink.create(output, size, Mp4Options.DEFAULT.withSoundFrom(milliseconds))) {
      long[] timesUs = {0, 40_000, 40_001, 80_000};
      for (int n = 0; n < timesUs.length; n++) {
        sink.write(Clip.picture(n, timesUs[n], size));
      }
      sink.finish();
    }
    assertThat(read(output))
        .hasSize(4)
        .extracting(Seen::timestampUs)
        .startsWith(0L, 40_000L)
        .endsWith(80_000L);
  }

  @ParameterizedTest
  @CsvSource({"853, 479", "64, 47", "31, 64", "1, 1", "17, 5"})
  void write_oddSize_comesBackAsItWas(int width, int height) throws Exception {
    Size size = new Size(width, height);
    try (FfmpegFrameSink sink = FfmpegFrameSink.create(output, size, Mp4Options.DEFAULT)) {
      for (int n = 0; n < 3; n++) {
        sink.write(Clip.picture(n, n * 33_333L, size));
      }
      sink.finish();
    }
    List<Seen> seen = read(output);
    assertThat(seen).extracting(Seen::timestampUs).containsExactly(0L, 33_333L, 66_666L);
    assertThat(seen).allSatisfy(one -> assertThat(one.size()).isEqualTo(size));
  }

  @Test
  void write_twice_givesTheSameBytes() throws Exception {
    Path input = Clip.PLAIN.withSound("aac").writeTo(folder.resolve("in.mp4"));
    copy(input, Mp4Options.DEFAULT, 1000);
    byte[] first = Files.readAllBytes(output);
    copy(input, Mp4Options.DEFAULT.withForce(true), 1000);
    assertThat(Files.readAllBytes(output)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"mp4, aac", "mkv, aac", "mkv, flac", "avi, libmp3lame", "mov, aac"})
  void write_soundOfInput_isCopiedPacketByPacket(String ending, String codec) throws Exception {
    Path input = Clip.PLAIN.withSound(codec).writeTo(folder.resolve("in." + ending));
    copy(input, Mp4Options.DEFAULT, 1000);
    assertThat(SoundPackets.of(output)).isNotEmpty().isEqualTo(SoundPackets.of(input));
  }

  @Test
  void write_soundMp4CannotHold_isLeftOutAndSaysSo() throws Exception {
    Path input = Clip.PLAIN.withSound("wmav2").writeTo(folder.resolve("in.mkv"));
    try (FfmpegFrameSink sink =
        FfmpegFrameSink.create(output, new Size(64, 48), Mp4Options.DEFAULT.withSoundFrom(input))) {
      assertThat(sink.note()).hasValueSatisfying(note -> assertThat(note).contains("wmav2"));
    }
  }

  /** Transport streams may be joined end to end; times go back to the start there. */
  @Test
  void write_soundGoesBackInTime_leavesThatOutAndSaysSo() throws Exception {
    Path once =
        Clip.PLAIN
            .withCodec("mpeg2video", AV_PIX_FMT_YUV420P)
            .withSound("libmp3lame")
            .writeTo(folder.resolve("once.ts"));
    byte[] bytes = Files.readAllBytes(once);
    Path twice = Files.write(folder.resolve("twice.ts"), bytes);
    Files.write(twice, bytes, StandardOpenOption.APPEND);
    Size size = new Size(64, 48);
    try (FfmpegFrameSink sink =
        FfmpegFrameSink.create(output, size, Mp4Options.DEFAULT.withSoundFrom(twice))) {
      sink.write(Clip.picture(0, 0, size));
      sink.write(Clip.picture(1, 10_000_000, size));
      sink.finish();
      assertThat(sink.note()).hasValueSatisfying(note -> assertThat(note).contains("go back"));
    }
    assertThat(read(output)).hasSize(2);
    assertThat(SoundPackets.of(output)).startsWith(SoundPackets.of(once).toArray(Integer[]::new));
  }

  @Test
  void finish_afterHalfTheFrames_cutsTheSoundThereToo() throws Exception {
    Path input = Clip.PLAIN.withFrames(100).withSound("aac").writeTo(folder.resolve("in.mp4"));
    copy(input, Mp4Options.DEFAULT, 50);
    assertThat(read(output)).hasSize(50);
    int all = SoundPackets.of(input).size();
    assertThat(SoundPackets.of(output).size()).isBetween(all / 2 - 3, all / 2 + 3);
    assertThat(SoundPackets.of(input)).startsWith(SoundPackets.of(output).toArray(Integer[]::new));
  }

  @Test
  void write_range_startsAtZeroAndCutsTheSound() throws Exception {
    Path input = Clip.PLAIN.withFrames(100).withSound("aac").writeTo(folder.resolve("in.mp4"));
    Mp4Options range = Mp4Options.DEFAULT.withSoundFrom(input).withRange(1_000_000, 2_000_000);
    try (FrameSource source = FrameSources.open(input);
        FfmpegFrameSink sink = FfmpegFrameSink.create(output, source.info().size(), range)) {
      Frame frame;
      while ((frame = source.next()) != null) {
        if (frame.timestampUs() >= 1_000_000 && frame.timestampUs() < 2_000_000) {
          sink.write(frame);
        }
        frame.close();
      }
      sink.finish();
    }
    List<Seen> seen = read(output);
    assertThat(seen).hasSize(25);
    assertThat(seen.get(0).timestampUs()).isZero();
    assertThat(SoundPackets.of(output).size()).isBetween(44, 48); // of 1024 samples at 48 kHz
  }

  @Test
  void write_notFinished_leavesNothing() throws Exception {
    try (FfmpegFrameSink sink =
        FfmpegFrameSink.create(output, new Size(64, 48), Mp4Options.DEFAULT)) {
      sink.write(Clip.picture(0, 0, new Size(64, 48)));
      assertThat(output).doesNotExist();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void finish_withoutFrames_saysSo() throws Exception {
    try (FfmpegFrameSink sink =
        FfmpegFrameSink.create(output, new Size(64, 48), Mp4Options.DEFAULT)) {
      assertThatThrownBy(sink::finish)
          .isInstanceOf(VideoException.class)
          .hasMessageContaining("no frames");
    }
    assertThat(output).doesNotExist();
  }

  @Test
  void create_existingWithoutForce_leavesItAlone() throws Exception {
    Files.writeString(output, "precious");
    assertThatThrownBy(() -> FfmpegFrameSink.create(output, new Size(64, 48), Mp4Options.DEFAULT))
        .isInstanceOfSatisfying(
            VideoException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_WRITABLE))
        .hasMessageContaining("it exists")
        .hasMessageContaining("--force");
    assertThat(output).hasContent("precious");
  }

  @Test
  void create_inputWithForce_isReplacedOnlyAtTheEnd() throws Exception {
    Path input = Clip.PLAIN.withSound("aac").writeTo(output);
    byte[] before = Files.readAllBytes(input);
    copy(input, Mp4Options.DEFAULT.withForce(true), 1000);
    assertThat(Files.readAllBytes(output)).isNotEqualTo(before);
    assertThat(read(output)).hasSize(12);
  }

  @Test
  void create_noSuchFolder_saysSo() {
    Path nowhere = folder.resolve("none/out.mp4");
    assertThatThrownBy(() -> FfmpegFrameSink.create(nowhere, new Size(64, 48), Mp4Options.DEFAULT))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void create_largerThanTheEncoder_saysSoAndLeavesNothing() throws IOException {
    assertThatThrownBy(
            () -> FfmpegFrameSink.create(output, new Size(9000, 6000), Mp4Options.DEFAULT))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("9000x6000")
        .hasMessageContaining("--masks");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void write_timeGoesBack_isRefused() throws Exception {
    Size size = new Size(64, 48);
    try (FfmpegFrameSink sink = FfmpegFrameSink.create(output, size, Mp4Options.DEFAULT)) {
      sink.write(Clip.picture(0, 1000, size));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sink.write(Clip.picture(1, 1000, size)))
          .withMessageContaining("rising times after 1000 us");
    }
  }

  @Test
  void quantiser_overTheScale_fallsFromWorstToBest() {
    assertThat(H264Encoder.quantiser(0)).isEqualTo(46);
    assertThat(H264Encoder.quantiser(75)).isEqualTo(20);
    assertThat(H264Encoder.quantiser(100)).isEqualTo(12);
  }
}
