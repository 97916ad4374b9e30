package io.masklet.cli.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.cli.prompt.PromptPart.BoxPart;
import io.masklet.cli.prompt.PromptPart.ClickPart;
import io.masklet.cli.prompt.PromptPart.MaskPart;
import io.masklet.cli.report.CommandException;
import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.pipeline.When;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptPlanTest {

  private static final Size VIDEO = new Size(8, 6);

  private final PromptPlan plan = new PromptPlan();

  @Test
  void add_beforeAnyObject_belongsToObject1() throws CommandException {
    plan.add(new ClickPart(When.start(), Click.positive(1, 2)));
    plan.startObject("cat");
    plan.add(new ClickPart(When.start(), Click.positive(3, 4)));
    assertThat(plan.names()).containsExactly("object 1", "cat");
    assertThat(plan.forVideo(VIDEO))
        .containsExactly(
            PlannedObject.atStart("object 1", Prompt.clicks(Click.positive(1, 2))),
            PlannedObject.atStart("cat", Prompt.clicks(Click.positive(3, 4))));
  }

  @Test
  void forVideo_partsOfOneFrame_becomeOnePromptInTheirOrder() throws CommandException {
    plan.add(new ClickPart(When.frame(5), Click.positive(1, 1)));
    plan.add(new BoxPart(When.frame(5), new Box(0, 0, 4, 4)));
    plan.add(new ClickPart(When.start(), Click.positive(2, 2)));
    plan.add(new ClickPart(When.frame(5), Click.negative(3, 3)));
    assertThat(plan.forVideo(VIDEO).get(0).prompts())
        .containsExactly(
            new TimedPrompt(
                When.frame(5),
                Prompt.box(new Box(0, 0, 4, 4), Click.positive(1, 1), Click.negative(3, 3))),
            new TimedPrompt(When.start(), Prompt.clicks(Click.positive(2, 2))));
  }

  @Test
  void forVideo_maskAndClickOnOneFrame_maskComesFirst(@TempDir Path folder) throws Exception {
    Path mask = TestPng.write(folder.resolve("mask.png"), VIDEO, (x, y) -> x == 3 && y == 2);
    plan.add(new ClickPart(When.start(), Click.positive(1, 1)));
    plan.add(new MaskPart(When.start(), mask));
    List<TimedPrompt> prompts = plan.forVideo(VIDEO).get(0).prompts();
    assertThat(prompts.get(0).prompt())
        .isInstanceOfSatisfying(Prompt.Mask.class, m -> assertThat(m.mask().areaPx()).isEqualTo(1));
    assertThat(prompts.get(1).prompt()).isEqualTo(Prompt.clicks(Click.positive(1, 1)));
  }

  @Test
  void add_twoBoxesOnOneFrame_isRefused() throws CommandException {
    plan.add(new BoxPart(When.frame(5), new Box(0, 0, 4, 4)));
    plan.add(new BoxPart(When.frame(6), new Box(0, 0, 4, 4)));
    assertThatThrownBy(() -> plan.add(new BoxPart(When.frame(5), new Box(1, 1, 4, 4))))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("two boxes at frame 5");
  }

  @Test
  void forVideo_objectWithoutPrompt_isRefused() throws CommandException {
    plan.startObject("cat");
    assertThatThrownBy(() -> plan.forVideo(VIDEO))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("object 'cat' has none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\u0000b", "line\nbreak", "esc\u001b[31m"})
  void startObject_nameThatCannotBeShown_isRefused(String name) {
    assertThatThrownBy(() -> plan.startObject(name)).isInstanceOf(CommandException.class);
  }

  @Test
  void startObject_nameTaken_isRefused() throws CommandException {
    plan.startObject("cat");
    assertThatThrownBy(() -> plan.startObject("cat"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("two objects are called 'cat'");
  }

  @Test
  void startObject_moreThanMasksCanNumber_isRefused() throws CommandException {
    for (int i = 0; i < ObjectId.MAX; i++) {
      plan.startObject("object " + i);
    }
    assertThatThrownBy(() -> plan.startObject("one more"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("at most 254")
        .hasMessageContaining("in a run of their own");
  }
}
