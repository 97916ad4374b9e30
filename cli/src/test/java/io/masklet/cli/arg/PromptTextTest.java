package io.masklet.cli.arg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.prompt.PromptPart.BoxPart;
import io.masklet.cli.prompt.PromptPart.ClickPart;
import io.masklet.cli.prompt.PromptPart.MaskPart;
import io.masklet.core.geom.Box;
import io.masklet.core.prompt.Click;
import io.masklet.tracker.pipeline.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PromptTextTest {

  @Test
  void click_withoutWhen_isForTheFirstFrame() {
    assertThat(PromptText.click("320,180", true))
        .isEqualTo(new ClickPart(When.start(), Click.positive(320, 180)));
  }

  @Test
  void click_withFrameOrTime_isForThat() {
    assertThat(PromptText.click("320.5, 180@120", false))
        .isEqualTo(new ClickPart(When.frame(120), Click.negative(320.5, 180)));
    assertThat(PromptText.click("3,4@1:02.5", true))
        .isEqualTo(new ClickPart(When.timeUs(62_500_000), Click.positive(3, 4)));
  }

  @Test
  void click_outsideAnyFrame_isLeftToTheVideoToJudge() {
    assertThat(PromptText.click("-5,99999", true))
        .isEqualTo(new ClickPart(When.start(), Click.positive(-5, 99999)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1,2,3", "a,b", "1,", ",1", "NaN,1", "1e9,1", "0x1,1", "1,2@", "1,2@x"})
  void click_malformed_isRefused(String text) {
    assertThatThrownBy(() -> PromptText.click(text, true))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void box_isLeftTopRightBottom() {
    assertThat(PromptText.box("40,30,200,170@3s"))
        .isEqualTo(new BoxPart(When.timeUs(3_000_000), new Box(40, 30, 200, 170)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3", "5,5,5,9", "9,9,3,3", "1,2,3,x"})
  void box_malformed_isRefused(String text) {
    assertThatThrownBy(() -> PromptText.box(text)).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void mask_endingInAWhen_isTimed() {
    assertThat(PromptText.mask("dog.png@120"))
        .isEqualTo(new MaskPart(When.frame(120), Path.of("dog.png")));
    assertThat(PromptText.mask("me@home.png"))
        .isEqualTo(new MaskPart(When.start(), Path.of("me@home.png")));
  }

  @Test
  void mask_fileOfThatVeryName_isTakenAsItStands(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("dog.png@120"));
    assertThat(PromptText.mask(file.toString())).isEqualTo(new MaskPart(When.start(), file));
  }
}
