package io.masklet.examples;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.ImageSegmenter;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The three answers to one click on a picture: {@code cat.jpg 320 180}. */
public final class SegmentOneImage {

  private SegmentOneImage() {}

  public static void main(String[] args) throws IOException {
    Click click = Click.positive(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
    try (FrameSource picture = FrameSources.open(Path.of(args[0]));
        OrtNetwork network =
            OrtNetwork.open(new ModelBuilder().ensureBuilt("pocket"), RuntimeOptions.defaults());
        Frame frame = picture.next()) {
      if (frame == null) {
        throw new IOException(args[0] + " holds no picture");
      }
      Prompt.Points prompt = new Prompt.Points(Optional.empty(), List.of(click));
      for (var answer : new ImageSegmenter(network).segment(frame, prompt).candidates()) {
        System.out.printf(
            "%d px, predicted IoU %.2f%n",
            answer.logits().toBitmap().areaPx(), answer.predictedIou());
      }
    }
  }
}
