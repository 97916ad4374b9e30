package io.masklet.tracker.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.geom.Box;
import io.masklet.core.geom.Size;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import org.junit.jupiter.api.Test;

class DecoderPromptTest {

  @Test
  void of_boxAndClicks_putsTheBoxFirstAndPadsLast() {
    VideoToModel toModel = new VideoToModel(new Size(200, 100), 400);
    Prompt.Points prompt =
        (Prompt.Points)
            Prompt.box(new Box(10, 20, 30, 40), Click.positive(50, 50), Click.negative(100, 25));
    DecoderPrompt tokens = DecoderPrompt.of(prompt, toModel, null);
    assertThat(tokens.labels()).containsExactly(2, 3, 1, 0, -1);
    assertThat(tokens.points()).containsExactly(20, 80, 60, 160, 100, 200, 200, 100, 0, 0);
  }

  @Test
  void none_isTwoNoPoints() {
    assertThat(DecoderPrompt.none().labels()).containsExactly(-1, -1);
    assertThat(DecoderPrompt.none().maskInput()).isNull();
  }
}
