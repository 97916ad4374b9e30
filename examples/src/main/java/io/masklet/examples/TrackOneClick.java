package io.masklet.examples;

import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Path;

/** One click on the first frame, the object's area in every frame: {@code my.mp4 320 180}. */
public final class TrackOneClick {

  private TrackOneClick() {}

  public static void main(String[] args) throws IOException {
    Click click = Click.positive(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
    TrackerConfig config = TrackerConfig.defaults();
    try (FrameSource video = FrameSources.open(Path.of(args[0]));
        OrtNetwork network =
            OrtNetwork.open(new ModelBuilder().ensureBuilt("pocket"), RuntimeOptions.defaults());
        StreamingTracker tracker = new StreamingTracker(network, config)) {
      MaskPostprocessor masks = config.newPostprocessor(network.spec(), false);
      ObjectId object = tracker.addObject();
      for (Frame frame = video.next(); frame != null; frame = video.next()) {
        tracker.advance(frame);
        if (frame.index() == 0) {
          tracker.prompt(object, Prompt.clicks(click));
        }
        MaskObservation found = masks.atVideoSize(tracker.found(), frame).get(0);
        System.out.printf("%.3f s  %d px%n", frame.timestampUs() / 1e6, found.mask().areaPx());
        frame.close();
      }
    }
  }
}
