package io.masklet.tracker;

import io.masklet.core.frame.Frame;
import io.masklet.core.geom.VideoToModel;
import io.masklet.core.mask.MaskLogits;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.image.FramePreprocessor;
import io.masklet.tracker.image.MaskEdges;
import io.masklet.tracker.network.DecoderPrompt;
import io.masklet.tracker.network.ImageFeatures;
import io.masklet.tracker.network.MaskPrediction;
import io.masklet.tracker.network.Sam2Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Segments one picture: all three answers the network has for a prompt, such as button, shirt and
 * person for a click on a button.
 *
 * <p><b>Threads.</b> One caller at a time. <b>Ownership.</b> The network is borrowed.
 *
 * <p>Source: facebookresearch/sam2@2b90b9f, sam2/sam2_image_predictor.py#_predict with
 * multimask_output.
 */
public final class ImageSegmenter {

  private final Sam2Network network;
  private final Policy policy = Policy.masklet();
  private final FramePreprocessor preprocessor;
  private final MaskEdges edges;

  public ImageSegmenter(Sam2Network network) {
    this.network = network;
    this.preprocessor = new FramePreprocessor(network.spec().modelSidePx());
    this.edges = policy.newEdges(network.spec());
  }

  /**
   * One answer.
   *
   * @param logits at the size of the picture
   * @param predictedIou the network's own guess of the mask's quality, about 0 to 1
   */
  public record Candidate(MaskLogits logits, float predictedIou) {}

  /**
   * What the network has to say of a prompt.
   *
   * @param objectScore a logit; at or below 0 the network sees no object there
   * @param candidates three, best first
   */
  public record Answer(float objectScore, List<Candidate> candidates) {
    public Answer {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * Segments what the prompt points at.
   *
   * @throws PromptException if the prompt lies outside the picture
   */
  public Answer segment(Frame picture, Prompt.Points prompt) {
    PromptChecks.requireInside(prompt, picture.size());
    VideoToModel toModel = new VideoToModel(picture.size(), network.spec().modelSidePx());
    preprocessor.load(picture);
    try (ImageFeatures features = network.encodeImage(preprocessor.pixels())) {
      Prompt.Points seen = policy.seen(prompt, network.spec());
      DecoderPrompt tokens = DecoderPrompt.of(seen, toModel, null);
      MaskPrediction prediction =
          network.decode(features, network.withoutMemory(features), List.of(tokens)).get(0);
      edges.look(picture);
      return new Answer(prediction.objectScore(), candidates(prediction));
    }
  }

  private List<Candidate> candidates(MaskPrediction prediction) {
    List<Candidate> candidates = new ArrayList<>();
    for (int h = 1; h < MaskPrediction.HYPOTHESES; h++) { // 0 is the single-mask token
      MaskLogits logits = edges.logits(prediction.logits(h), true);
      candidates.add(new Candidate(logits, prediction.predictedIou()[h]));
    }
    candidates.sort(Comparator.comparingDouble(Candidate::predictedIou).reversed());
    return candidates;
  }
}
