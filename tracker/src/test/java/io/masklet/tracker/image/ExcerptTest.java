package io.masklet.tracker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.DecoderPrompt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 48 cells a side, 192 model pixels, a video whose pixels fit neither. */
class ExcerptTest {

  private static final int CELLS = 48;
  private static final int MODEL_PX = 192;
  private static final Size VIDEO = new Size(331, 177);

  private static MaskLogits rectangle(int x0, int y0, int x1, int y1) {
    MaskLogits logits = MaskLogits.filled(Size.square(CELLS), -6);
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        logits.values()[y * CELLS + x] = 6;
      }
    }
    return logits;
  }

  private static Prompt.Points click(double x, double y) {
    return new Prompt.Points(Optional.empty(), List.of(Click.positive(x, y)));
  }

  private static Excerpt around(MaskLogits mask, Prompt.Points prompt) {
    return Objects.requireNonNull(maybeAround(mask, prompt));
  }

  private static @Nullable Excerpt maybeAround(MaskLogits mask, Prompt.Points prompt) {
    DecoderPrompt tokens = DecoderPrompt.of(prompt, new VideoToModel(VIDEO, MODEL_PX), null);
    return Excerpt.around(mask, tokens, MODEL_PX);
  }

  @Test
  void around_whatFillsMostOfTheFrame_isNothing() {
    assertThat(maybeAround(rectangle(4, 20, 34, 30), click(100, 90))).isNull();
    assertThat(maybeAround(rectangle(20, 20, 24, 24), click(2, 2))).isNotNull();
    assertThat(maybeAround(rectangle(40, 40, 46, 46), click(2, 2))).isNull(); // far from the click
  }

  @Test
  void of_aPicture_isAsWideAsHighInModelSpace_andHasTheClickWhereThePromptHasIt() {
    Frame picture = Frame.allocate(7, 280_000, VIDEO);
    picture.rgb().put(3 * (101 * VIDEO.widthPx() + 203) + 1, (byte) 200);
    Excerpt excerpt = around(rectangle(25, 22, 34, 30), click(203, 101));

    Frame part = excerpt.of(picture);
    assertThat(part.size()).isEqualTo(new Size(110, 59)); // 16 of 48 cells
    assertThat(part.index()).isEqualTo(7);
    Point point = excerpt.of(click(203, 101), VIDEO).clicks().get(0).point();
    int at = 3 * ((int) point.y() * part.size().widthPx() + (int) point.x()) + 1;
    assertThat(part.rgb().get(at)).isEqualTo((byte) 200);
  }

  @Test
  void of_aTinyPicture_isAPixelAtLeast() {
    Excerpt excerpt = around(rectangle(40, 40, 47, 47), click(320, 170));

    Frame part = excerpt.of(Frame.allocate(0, 0, new Size(1, 2)));
    assertThat(part.size()).isEqualTo(new Size(1, 1));
  }

  @Test
  void of_aBox_movesItAsTheClicks() {
    Prompt.Points prompt =
        new Prompt.Points(
            Optional.of(new Box(150, 80, 210, 120)), List.of(Click.negative(190, 90)));
    Excerpt excerpt = around(rectangle(25, 22, 30, 30), prompt);

    Prompt.Points moved = excerpt.of(prompt, VIDEO);
    Box box = moved.box().orElseThrow();
    assertThat(box.width()).isEqualTo(60);
    assertThat(box.isInside(excerpt.of(Frame.allocate(0, 0, VIDEO)).size())).isTrue();
    Click click = moved.clicks().get(0);
    assertThat(click.positive()).isFalse();
    assertThat(click.point().x() - box.x0()).isEqualTo(40);
    assertThat(click.point().y() - box.y0()).isEqualTo(10);
  }

  @Test
  void of_aMask_isItsPart_andPutBackItIsTheMaskAgain() {
    MaskLogits mask = rectangle(1, 30, 10, 47); // in a corner
    Excerpt excerpt = around(mask, click(30, 140));

    MaskLogits part = excerpt.of(mask);
    assertThat(part.size()).isEqualTo(mask.size());
    assertThat(part.toBitmap().areaPx()).isGreaterThan(3 * mask.toBitmap().areaPx());
    Bitmap back = excerpt.mixed(mask, part).toBitmap();
    assertThat(back).isEqualTo(mask.toBitmap());
  }

  @Test
  void mixed_changesNothingOutside_andIsTheMeanInside() {
    MaskLogits mask = rectangle(20, 20, 28, 28);
    Excerpt excerpt = around(mask, click(165, 88));

    MaskLogits mixed = excerpt.mixed(mask, MaskLogits.filled(mask.size(), 2));
    int inside = 0;
    for (int i = 0; i < CELLS * CELLS; i++) {
      float was = mask.values()[i];
      boolean changed = mixed.values()[i] != was;
      inside += changed ? 1 : 0;
      assertThat(mixed.values()[i]).isCloseTo(changed ? (was + 2) / 2 : was, within(1e-5f));
    }
    assertThat(inside).isEqualTo(16 * 16);
    assertThat(mask.values()[0]).isEqualTo(-6);
  }
}
