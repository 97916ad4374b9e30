package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.VideoException;
import io.masklet.core.video.Clip.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFolderSourceTest {

  private final Path folder;

  ImageFolderSourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "jpg, mjpeg, yuvj420p",
    "bmp, bmp, bgr24",
    "webp, libwebp, yuv420p",
    "png, png, gray"
  })
  void next_anyPictureFormat_isRead(String ending, String codec, String format) throws Exception {
    int number = avutil.av_get_pix_fmt(format);
    Clip.PLAIN.withFrames(1).withCodec(codec, number).writeTo(folder.resolve("7." + ending));
    try (FrameSource source = ImageFolderSource.open(folder, 24)) {
      assertThat(Clip.readAll(source))
          .hasSize(1)
          .allMatch(seen -> Math.abs(seen.grey() - Clip.grey(0)) <= 4);
    }
  }

  @Test
  void open_otherFilesBetween_passesThemOver() throws Exception {
    FrameSourceContractTest.pictures(folder.resolve("p"), 3);
    Files.writeString(folder.resolve("p/notes.txt"), "none");
    Files.writeString(folder.resolve("p/.hidden.png"), "none");
    try (FrameSource source = FrameSources.open(folder.resolve("p"), 10)) {
      assertThat(Clip.readAll(source))
          .extracting(Seen::timestampUs)
          .containsExactly(0L, 100_000L, 200_000L);
      assertThat(source.info().frameCount()).hasValue(3);
    }
  }

  @Test
  void open_noPictures_saysSo() {
    assertThatThrownBy(() -> ImageFolderSource.open(folder, 24))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("expected numbered pictures")
        .hasMessageContaining("found none");
  }

  @Test
  void next_sizesDiffer_saysWhichPicture() throws Exception {
    Path pictures = FrameSourceContractTest.pictures(folder.resolve("p"), 3);
    Clip.PLAIN
        .withFrames(1)
        .withSize(32, 32)
        .withCodec("bmp", avutil.AV_PIX_FMT_BGR24)
        .writeTo(pictures.resolve("00001.bmp"));
    Files.delete(pictures.resolve("00001.png"));
    try (FrameSource source = ImageFolderSource.open(pictures, 24)) {
      assertThatThrownBy(() -> Clip.readAll(source))
          .isInstanceOf(VideoException.class)
          .hasMessageContaining("after 1 good ones")
          .hasMessageContaining("00001.bmp: expected 64x48")
          .hasMessageContaining("found 32x32");
    }
  }

  @Test
  void open_percentInTheName_isNoPattern() throws Exception {
    Path pictures = FrameSourceContractTest.pictures(folder.resolve("p"), 1);
    Path odd = Files.move(pictures.resolve("00000.png"), folder.resolve("100%03d.png"));
    try (FrameSource source = FrameSources.open(odd)) {
      assertThat(Clip.readAll(source)).hasSize(1);
    }
  }

  @Test
  void compare_numbers_countsInsteadOfSpelling() {
    assertThat(
            Stream.of("f10.png", "f2.png", "f1.png", "f02.png", "a.png", "f2b.png")
                .sorted(NaturalOrder.INSTANCE))
        .containsExactly("a.png", "f1.png", "f02.png", "f2.png", "f2b.png", "f10.png");
  }
}
