package io.masklet.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.masklet.core.frame.Frame;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.FakeNetwork;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageSegmenterTest {

  @Test
  void segment_networkWithGuidedEdges_followsThoseOfThePicture() {
    assertThat(iou(true)).isGreaterThan(iou(false) + 0.02);
  }

  /** Of the best answer for a click on a square that does not lie on the network's grid. */
  private static double iou(boolean guidedEdges) {
    Click click = Click.positive(GreyScene.centreX(0, 1), GreyScene.centreY(0));
    try (Frame picture = GreyScene.frame(1)) {
      return new ImageSegmenter(new FakeNetwork(guidedEdges))
          .segment(picture, new Prompt.Points(Optional.empty(), List.of(click)))
          .candidates()
          .get(0)
          .logits()
          .toBitmap()
          .iou(GreyScene.truth(0, 1));
    }
  }
}
