package io.masklet.core.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoException.Kind;
import io.masklet.core.geom.Size;
import io.masklet.core.video.PictureGeometry.Crop;
import org.junit.jupiter.api.Test;

class PictureGeometryTest {

  private static PictureGeometry checked(int width, int height, Crop crop, double aspectRatio)
      throws VideoException {
    return PictureGeometry.checked(
        "clip.mkv", width, height, crop, aspectRatio, Orientation.UPRIGHT);
  }

  private static void assertRefused(int width, int height, Crop crop, double aspectRatio) {
    assertThatThrownBy(() -> checked(width, height, crop, aspectRatio))
        .isInstanceOfSatisfying(
            VideoException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_A_VIDEO))
        .hasMessageContaining("Opening clip.mkv: expected pictures of 1 to 32768 px")
        .hasMessageContaining("found %dx%d px".formatted(width, height));
  }

  @Test
  void checked_cropAndWidePixels_areApplied() throws VideoException {
    PictureGeometry geometry = checked(64, 48, new Crop(2, 4, 6, 8), 2);
    assertThat(geometry.squareSize()).isEqualTo(new Size(112, 36));
  }

  @Test
  void checked_cropLargerThanThePicture_isRefused() {
    assertRefused(64, 48, new Crop(40, 0, 24, 0), 1);
  }

  @Test
  void checked_longSide_isRefused() {
    assertRefused(40_000, 48, Crop.NONE, 1);
    assertRefused(20_000, 48, Crop.NONE, 4);
  }

  @Test
  void checked_moreThanABufferHolds_isRefused() {
    assertRefused(30_000, 30_000, Crop.NONE, 1);
  }
}
