package io.masklet.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverlayRendererTest {

  private static final Size SIZE = new Size(320, 180);

  private static ByteBuffer grey() {
    ByteBuffer rgb = ByteBuffer.allocateDirect(3 * SIZE.pixelCount());
    while (rgb.hasRemaining()) {
      rgb.put((byte) 128);
    }
    return rgb;
  }

  private static Bitmap square(int left, int top, int right, int bottom) {
    Bitmap mask = new Bitmap(SIZE);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        mask.set(x, y, true);
      }
    }
    return mask;
  }

  private static ByteBuffer drawn(Bitmap mask) {
    ByteBuffer rgb = grey();
    new OverlayRenderer(SIZE, Map.of(1, "cat"))
        .draw(rgb, List.of(new MaskObservation(1, mask, 1, 1)));
    return rgb;
  }

  private static int pixel(ByteBuffer rgb, int x, int y) {
    int i = 3 * (y * SIZE.widthPx() + x);
    return (rgb.get(i) & 255) << 16 | (rgb.get(i + 1) & 255) << 8 | (rgb.get(i + 2) & 255);
  }

  @Test
  void draw_square_tintsInsideOutlinesTheBorderAndLeavesTheRest() {
    ByteBuffer rgb = drawn(square(100, 80, 200, 150));
    int inside = pixel(rgb, 150, 115);
    int border = pixel(rgb, 100, 115);
    assertThat(pixel(rgb, 20, 170)).isEqualTo(0x808080);
    assertThat(inside).isNotEqualTo(0x808080);
    assertThat(distance(border, Palette.colour(1))).isLessThan(distance(inside, Palette.colour(1)));
    assertThat(distance(border, Palette.colour(1))).isLessThan(60);
  }

  private static int distance(int a, int b) {
    return Math.abs(Palette.red(a) - Palette.red(b))
        + Math.abs(Palette.green(a) - Palette.green(b))
        + Math.abs(Palette.blue(a) - Palette.blue(b));
  }

  @Test
  void draw_maskReachesTheEdge_hasNoLineThere() {
    ByteBuffer rgb = drawn(square(0, 60, 160, 180));
    assertThat(pixel(rgb, 60, 179)).isEqualTo(pixel(rgb, 60, 130));
    assertThat(pixel(rgb, 0, 130)).isEqualTo(pixel(rgb, 60, 130));
  }

  @Test
  void draw_emptyMask_changesNothing() {
    assertThat(drawn(new Bitmap(SIZE)).clear()).isEqualTo(grey().clear());
  }

  @Test
  void draw_onePixelInACorner_isVisibleAndStaysInside() {
    ByteBuffer rgb = drawn(square(319, 179, 320, 180));
    assertThat(pixel(rgb, 319, 179)).isNotEqualTo(0x808080);
  }

  @Test
  void draw_twice_givesTheSamePixels() {
    Bitmap mask = square(30, 30, 90, 70);
    assertThat(drawn(mask).clear()).isEqualTo(drawn(mask).clear());
  }

  @Test
  void draw_labelWiderThanTheFrame_isCutOff() {
    ByteBuffer rgb = grey();
    new OverlayRenderer(SIZE, Map.of(1, "a very long name ".repeat(20)))
        .draw(rgb, List.of(new MaskObservation(1, square(0, 0, 10, 10), 1, 1)));
    assertThat(pixel(rgb, 319, 8)).isNotEqualTo(0x808080);
  }

  @Test
  void draw_wrongBuffer_saysWhatWasExpected() {
    OverlayRenderer renderer = new OverlayRenderer(SIZE, Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renderer.draw(ByteBuffer.allocate(3), List.of()))
        .withMessage("overlay: expected 172800 bytes for 320x180, got 3");
  }

  @Test
  void colour_firstTwentyOne_areAllDifferent() {
    Set<Integer> colours = new HashSet<>();
    for (int id = 1; id <= 21; id++) {
      colours.add(Palette.colour(id));
    }
    assertThat(colours).hasSize(21);
    assertThat(Palette.colour(22)).isEqualTo(Palette.colour(1));
  }

  @Test
  void layOut_everyPrintableText_hasStrokes() {
    StrokeFont.Line line = StrokeFont.layOut("Äpfel & Birnen 0123456789 ☂");
    assertThat(line.segments()).isNotEmpty();
    assertThat(line.width()).isPositive();
    assertThat(StrokeFont.layOut("é").segments()).isEqualTo(StrokeFont.layOut("e").segments());
  }

  @Test
  void layOut_empty_isEmpty() {
    assertThat(StrokeFont.layOut("").segments()).isEmpty();
    assertThat(StrokeFont.layOut("").width()).isZero();
  }
}
