package io.masklet.benchmarks;

import io.masklet.cli.eval.FirstPrompt;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.eval.SequenceRun;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.RegionSimilarity;
import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.ModelManifest;
import io.masklet.models.registry.RegisteredModel;
import io.masklet.models.registry.Weights;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.pipeline.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * J of weights that are no registered model, such as a checkpoint of a training run, on a folder in
 * DAVIS's layout. For registered models {@code masklet eval davis} tells more.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.DavisScore ROOT mask|click [MODEL.json MODEL.safetensors]
 * </pre>
 */
public final class DavisScore {

  private DavisScore() {}

  public static void main(String[] args) throws IOException {
    DavisDataset data = DavisDataset.open(Path.of(args[0]));
    FirstPrompt first = new FirstPrompt(args[1].equals("mask") ? Init.MASK : Init.CLICK, 1);
    BuiltModel model = args.length > 2 ? read(args[2], args[3]) : pocket();
    List<Double> scores = new ArrayList<>();
    try (OrtNetwork network = OrtNetwork.open(model, new RuntimeOptions(Device.CPU, 2))) {
      SequenceRun run = new SequenceRun(network, first, TrackerConfig.defaults());
      for (String sequence : data.sequences()) {
        MaskSequence truth = data.truthOf(sequence);
        SequenceRun.Result found = run.track(data, truth, Progress.silent());
        for (ObjectScore object : new DavisRules().score(truth, found.masks())) {
          double j = object.j(Quarters.EXACT).mean();
          scores.add(j);
          System.out.printf(
              "%-14s J %.3f  first %.3f  %.1f frames/s%n",
              sequence,
              j,
              firstJ(truth, found.masks(), object.objectId()),
              found.speed().framesPerSecond());
        }
      }
    }
    double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    System.out.printf("mean J %.4f%n", mean);
  }

  private static double firstJ(MaskSequence truth, MaskSequence found, int id) throws IOException {
    String frame = truth.frames().get(0);
    return RegionSimilarity.of(found.masks(frame).mask(id), truth.masks(frame).mask(id));
  }

  private static BuiltModel pocket() {
    return new ModelBuilder().ensureBuilt("pocket");
  }

  private static BuiltModel read(String manifest, String weights) throws IOException {
    ModelManifest parsed = ModelManifest.parse(manifest, Files.readString(Path.of(manifest)));
    return new ModelBuilder()
        .ensureBuilt(new RegisteredModel(parsed, Weights.ofFile(Path.of(weights))));
  }
}
