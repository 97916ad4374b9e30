package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

class RgbConverterTest {

  /** Pictures in the memory of a video card, of which there is nothing to convert. */
  @Test
  void prepare_formatThatCannotBeConverted_saysSo() {
    AVFrame picture = av_frame_alloc();
    picture.width(64).height(48).format(AV_PIX_FMT_VAAPI);
    try (RgbConverter converter =
        new RgbConverter("clip.mkv", new Size(64, 48), Orientation.UPRIGHT)) {
      assertThatThrownBy(() -> converter.prepare(picture))
          .isInstanceOfSatisfying(
              VideoException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_A_VIDEO))
          .hasMessageContaining("clip.mkv")
          .hasMessageContaining("pixel format vaapi");
    }
    av_frame_free(picture);
  }
}
