package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.Excerpt;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.MaskChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a prompt a second time, from the part of the frame that the first answer is about, seen
 * as large as the network sees anything. The first answer is given to the second as the mask so
 * far; what comes of it is the mean of both.
 *
 * <p>The reference has nothing like it; on single pictures it is the zoom-in of Sofiiuk et al.,
 * "f-BRS" (2020). docs/decisions/0011-a-closer-look.md has what was measured.
 */
final class CloserLook {

  private final Sam2Network network;
  private @Nullable FramePreprocessor preprocessor;

  CloserLook(Sam2Network network) {
    this.network = network;
  }

  /**
   * The mask after the closer look; the same if the object fills the frame, or if nothing is seen
   * from near.
   *
   * @param answer {@code [4g, 4g]}
   * @param tokens what that was decoded from
   * @param prompt the same in video space
   * @param picture the frame; borrowed
   */
  MaskLogits at(MaskLogits answer, DecoderPrompt tokens, Prompt.Points prompt, Frame picture) {
    int modelSidePx = network.spec().modelSidePx();
    Excerpt excerpt = Excerpt.around(answer, tokens, modelSidePx);
    if (excerpt == null) {
      return answer;
    }
    MaskLogits first = answer.bounded(DecoderPrompt.MAX_MASK_LOGIT);
    Frame part = excerpt.of(picture);
    DecoderPrompt near =
        DecoderPrompt.of(
            excerpt.of(prompt, picture.size()),
            new VideoToModel(part.size(), modelSidePx),
            excerpt.of(first));
    MaskChoice second = answer(near, part);
    return second.objectScore() > 0
        ? excerpt.mixed(first, second.logits().bounded(DecoderPrompt.MAX_MASK_LOGIT))
        : answer;
  }

  private MaskChoice answer(DecoderPrompt prompt, Frame part) {
    if (preprocessor == null) {
      preprocessor = new FramePreprocessor(network.spec().modelSidePx());
    }
    preprocessor.load(part);
    try (ImageFeatures features = network.encodeImage(preprocessor.pixels())) {
      MaskPrediction prediction =
          network.decode(features, network.withoutMemory(features), List.of(prompt)).get(0);
      return MaskChoice.single(prediction, network.noObjectPointer());
    }
  }
}
