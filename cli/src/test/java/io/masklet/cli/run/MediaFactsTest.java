package io.masklet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.VideoInfo;
import io.masklet.core.geom.Size;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MediaFactsTest {

  @Test
  void toText_turnedUpsideDown_saysSo() {
    assertThat(text(new Size(64, 48), 180, 1.0)).contains("64x48 (rotated by 180 degrees)\n");
  }

  @Test
  void toText_squareAndOnItsSide_saysSo() {
    assertThat(text(new Size(48, 48), 90, 1.0)).contains("48x48 (rotated by 90 degrees)\n");
  }

  @Test
  void toText_codedInAnotherShape_saysAllThatWasDone() {
    assertThat(text(new Size(96, 64), new Size(64, 48), 270, 2.0))
        .contains("96x64 (coded as 64x48, rotated by 270 degrees, pixels 2.000:1)\n");
  }

  @Test
  void toText_asCoded_saysNoMore() {
    assertThat(text(new Size(64, 48), 0, 1.0)).contains("64x48\n");
  }

  private static String text(Size size, int rotation, double aspect) {
    return text(size, size, rotation, aspect);
  }

  private static String text(Size size, Size coded, int rotation, double aspect) {
    VideoInfo info =
        new VideoInfo(
            "a.mp4",
            size,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            "mp4",
            "h264",
            "yuv420p",
            coded,
            rotation,
            aspect,
            false);
    return new MediaFacts(info, null).toText().replace("\r", "");
  }
}
