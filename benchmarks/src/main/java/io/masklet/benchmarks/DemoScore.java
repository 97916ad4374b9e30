package io.masklet.benchmarks;

import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.MaskObservation;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.ModelBuilder;
import io.masklet.testdata.DemoClip;
import io.masklet.testdata.TruthText;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * J of each object of the demo clip, all tracked together, by how they were shown and whether they
 * may overlap: {@code DemoScore click|box|mask overlap|exclusive}.
 */
public final class DemoScore {

  private DemoScore() {}

  public static void main(String[] args) throws IOException {
    Path clip = Files.createTempFile("masklet-demo", ".mp4");
    try (InputStream resource = DemoClip.open()) {
      Files.copy(resource, clip, StandardCopyOption.REPLACE_EXISTING);
      score(clip, args[0], args[1].equals("exclusive"));
    } finally {
      Files.delete(clip);
    }
  }

  private static void score(Path clip, String how, boolean exclusive) throws IOException {
    TrackerConfig defaults = TrackerConfig.defaults();
    TrackerConfig config = exclusive ? defaults : defaults.overlapping();
    List<DemoClip.Target> targets = DemoClip.objects();
    double[] sums = new double[targets.size()];
    int frames = 0;
    TruthText truth = DemoClip.truth();
    try (FrameSource source = FrameSources.open(clip);
        OrtNetwork network =
            OrtNetwork.open(
                new ModelBuilder().ensureBuilt("pocket"), new RuntimeOptions(Device.CPU, 2));
        StreamingTracker tracker = new StreamingTracker(network, config)) {
      MaskPostprocessor postprocessor = config.newPostprocessor(network.spec(), false);
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        tracker.advance(frame);
        byte[] ids = truth.frame((int) frame.index());
        if (frame.index() == 0) {
          for (DemoClip.Target target : targets) {
            ObjectId id = tracker.addObject();
            tracker.prompt(id, prompt(how, target, mask(ids, target.id(), frame.size())));
          }
        }
        List<MaskObservation> found = postprocessor.atVideoSize(tracker.found(), frame);
        for (int i = 0; i < sums.length; i++) {
          Bitmap expected = mask(ids, targets.get(i).id(), frame.size());
          sums[i] += RegionSimilarity.of(found.get(i).mask(), expected);
        }
        frames++;
        frame.close();
      }
    }
    double mean = 0;
    for (int i = 0; i < sums.length; i++) {
      System.out.printf("%-6s J %.3f%n", targets.get(i).name(), sums[i] / frames);
      mean += sums[i] / frames / sums.length;
    }
    System.out.printf("mean J %.4f from one %s%n", mean, how);
  }

  private static Prompt prompt(String how, DemoClip.Target target, Bitmap mask) {
    return switch (how) {
      case "mask" -> Prompt.mask(mask);
      case "box" -> Prompt.box(mask.box().orElseThrow());
      default -> Prompt.clicks(Click.positive(target.x(), target.y()));
    };
  }

  private static Bitmap mask(byte[] ids, int id, Size size) {
    Bitmap mask = new Bitmap(size);
    for (int i = 0; i < ids.length; i++) {
      mask.set(i % size.widthPx(), i / size.widthPx(), ids[i] == id);
    }
    return mask;
  }
}
