package io.masklet.benchmarks;

import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.eval.SimulatedAnnotator;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Weights;
import io.masklet.tracker.StreamingTracker;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.object.ObjectId;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Mean J of a model on a folder in DAVIS 2016's layout, from the first frame's mask or one click in
 * its middle, over all frames but the first and the last.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.DavisScore ROOT mask|click [MODEL.json MODEL.safetensors]
 * </pre>
 */
public final class DavisScore {

  private DavisScore() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    boolean fromMask = args[1].equals("mask");
    BuiltModel model = args.length > 2 ? read(args[2], args[3]) : pocket();
    RuntimeOptions options = new RuntimeOptions(Device.CPU, 2);
    List<Double> scores = new ArrayList<>();
    try (OrtNetwork network = OrtNetwork.open(model, options)) {
      for (Path sequence : sorted(root.resolve("JPEGImages/480p"))) {
        Path truth = root.resolve("Annotations/480p").resolve(sequence.getFileName());
        long begun = System.nanoTime();
        List<Double> j = score(network, sequence, sorted(truth), fromMask);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double mean = mean(j.subList(1, j.size() - 1));
        scores.add(mean);
        System.out.printf(
            "%-14s J %.3f  first %.3f  %.1f frames/s%n",
            sequence.getFileName(), mean, j.get(0), j.size() / seconds);
      }
    }
    System.out.printf("mean J %.4f%n", mean(scores));
  }

  private static List<Double> score(
      OrtNetwork network, Path sequence, List<Path> truths, boolean fromMask) throws IOException {
    List<Double> scores = new ArrayList<>();
    MaskPostprocessor postprocessor = new MaskPostprocessor(false, false);
    try (FrameSource source = FrameSources.open(sequence);
        StreamingTracker tracker = new StreamingTracker(network, TrackerConfig.defaults())) {
      ObjectId id = tracker.addObject();
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        Bitmap truth = mask(truths.get(scores.size()));
        tracker.advance(frame);
        if (scores.isEmpty()) {
          tracker.prompt(id, fromMask ? Prompt.mask(truth) : centreClick(truth));
        }
        Bitmap found = postprocessor.atVideoSize(tracker.found()).get(0).mask();
        scores.add(RegionSimilarity.of(found, truth));
        frame.close();
      }
    }
    return scores;
  }

  /** A click on the pixel farthest from the object's edge, the first of equals in row order. */
  private static Prompt centreClick(Bitmap mask) {
    return Prompt.clicks(SimulatedAnnotator.next(new Bitmap(mask.size()), mask).orElseThrow());
  }

  private static Bitmap mask(Path png) throws IOException {
    Raster raster = ImageIO.read(png.toFile()).getRaster();
    Bitmap mask = new Bitmap(new Size(raster.getWidth(), raster.getHeight()));
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        mask.set(x, y, raster.getSample(x, y, 0) > 0);
      }
    }
    return mask;
  }

  private static BuiltModel pocket() {
    return new ModelBuilder().ensureBuilt("pocket");
  }

  private static BuiltModel read(String manifest, String weights) throws IOException {
    ModelManifest parsed = ModelManifest.parse(manifest, Files.readString(Path.of(manifest)));
    return new ModelBuilder()
        .ensureBuilt(new RegisteredModel(parsed, Weights.ofFile(Path.of(weights))));
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
