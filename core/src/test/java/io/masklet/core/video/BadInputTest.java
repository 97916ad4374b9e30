package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.video.Clip.Seen;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they should be: refused at the door, or read up to where they break. */
class BadInputTest {

  private final Path folder;

  BadInputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void open_missing_saysSo() {
    assertRefused(folder.resolve("none.mp4"), Kind.NOT_READABLE, "there is no such file");
  }

  @Test
  void open_empty_saysSo() throws IOException {
    assertRefused(
        Files.createFile(folder.resolve("empty.mp4")), Kind.NOT_A_VIDEO, "found an empty file");
  }

  @Test
  void open_textWithVideoName_saysSo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("text.mp4"), "These are words, not pictures.\n".repeat(50));
    assertRefused(file, Kind.NOT_A_VIDEO, "cannot read it as one");
  }

  @Test
  void open_plainText_isNotDrawnAsPictures() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "Some notes\n".repeat(50));
    assertRefused(file, Kind.NOT_A_VIDEO, "cannot read it as one");
  }

  @Test
  void open_soundAlone_saysSo() {
    Path file = Clip.PLAIN.withoutPictures().withSound("aac").writeTo(folder.resolve("song.mp4"));
    assertRefused(file, Kind.NOT_A_VIDEO, "found sound without pictures");
  }

  @Test
  void open_cutOffBeforeItsIndex_saysSo() throws IOException {
    Path file = Clip.PLAIN.writeTo(folder.resolve("cut.mp4"));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(file, Kind.NOT_A_VIDEO, "cut off before the part that describes it");
  }

  @Test
  void open_sideLongerThanFramesMayBe_saysSo() throws IOException {
    Path file = folder.resolve("long.png");
    ImageIO.write(new BufferedImage(40_000, 1, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    assertRefused(file, Kind.NOT_A_VIDEO, "found 40000x1 px");
  }

  private static void assertRefused(Path file, Kind kind, String found) {
    assertThatThrownBy(() -> FfmpegFrameSource.open(file))
        .isInstanceOfSatisfying(VideoException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected")
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mkv", "avi"})
  void next_cutOffInTheMiddle_givesTheFramesUpToThereAndSaysSo(String ending) throws Exception {
    Path file =
        Clip.PLAIN.withFrames(200).withSize(320, 240).writeTo(folder.resolve("whole." + ending));
    Path cut = folder.resolve("cut." + ending);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertBreaks(cut);
  }

  @Test
  void next_damagedInTheMiddle_givesTheFramesUpToThereAndSaysSo() throws Exception {
    Path file =
        Clip.PLAIN
            .withFrames(200)
            .withSize(320, 240)
            .withCodec("ffv1", avutil.AV_PIX_FMT_YUV420P)
            .writeTo(folder.resolve("damaged.mkv"));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20_000, (byte) 0x5a);
    Files.write(file, bytes);
    assertBreaks(file);
  }

  @Test
  void next_pictureDamaged_givesTheFramesUpToThereAndSaysSo() throws Exception {
    Path file =
        Clip.PLAIN
            .withFrames(200)
            .withSize(320, 240)
            .withCodec("libopenh264", avutil.AV_PIX_FMT_YUV420P)
            .writeTo(folder.resolve("damaged.mp4"));
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 500, (byte) 0x5a);
    Files.write(file, bytes);
    assertBreaks(file);
  }

  private static void assertBreaks(Path file) throws VideoException {
    List<Seen> seen = new ArrayList<>();
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      assertThatThrownBy(() -> readInto(seen, source))
          .isInstanceOfSatisfying(
              VideoException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN))
          .hasMessageContaining("breaks at")
          .hasMessageContaining(seen.size() + "");
      assertThatThrownBy(source::next).hasMessageContaining("breaks at");
    }
    assertThat(seen.size()).isBetween(50, 150);
    for (int n = 0; n < seen.size(); n++) {
      assertThat(seen.get(n).timestampUs()).isEqualTo(n * 40_000L);
    }
  }

  private static void readInto(List<Seen> seen, FrameSource source) throws VideoException {
    Frame frame;
    while ((frame = source.next()) != null) {
      seen.add(Clip.look(frame));
      frame.close();
    }
  }
}
