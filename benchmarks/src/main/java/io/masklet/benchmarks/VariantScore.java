package io.masklet.benchmarks;

import io.masklet.cli.eval.FirstPrompt;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.eval.SequenceRun;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.eval.ObjectScore;
import io.masklet.core.eval.Statistics.Quarters;
import io.masklet.models.build.BuildOptions;
import io.masklet.models.build.ModelBuilder;
import io.masklet.models.registry.BuiltModel;
import io.masklet.models.registry.GraphVariant;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.Precision;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.pipeline.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What another variant of a model's graphs costs in masks: J&amp;F of the exact graphs and of the
 * others on a folder in DAVIS's layout, and J of the one's masks taken for the truth of the
 * other's.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.VariantScore ROOT mask|click MODEL VARIANT
 * </pre>
 */
public final class VariantScore {

  private VariantScore() {}

  /** One object: exact graphs against the truth, the others, and the one against the other. */
  private record Score(ObjectScore exact, ObjectScore other, ObjectScore agreement) {}

  public static void main(String[] args) throws IOException {
    DavisDataset data = DavisDataset.open(Path.of(args[0]));
    FirstPrompt first = new FirstPrompt(args[1].equals("mask") ? Init.MASK : Init.CLICK, 1);
    List<Score> scores = new ArrayList<>();
    try (OrtNetwork exact = open(args[2], GraphVariant.CPU);
        OrtNetwork other = open(args[2], GraphVariant.valueOf(args[3]))) {
      for (String sequence : data.sequences()) {
        MaskSequence truth = data.truthOf(sequence);
        MaskSequence one = track(exact, first, data, truth);
        MaskSequence two = track(other, first, data, truth);
        List<Score> found = scores(truth, one, two);
        print(sequence, found);
        scores.addAll(found);
      }
    }
    print("mean", scores);
  }

  private static OrtNetwork open(String model, GraphVariant variant) {
    BuildOptions options = BuildOptions.defaults().withVariant(variant);
    BuiltModel built = new ModelBuilder().ensureBuilt(model, options);
    boolean int8 = variant == GraphVariant.CPU_INT8;
    return OrtNetwork.open(
        built, new RuntimeOptions(Device.CPU, 2, int8 ? Precision.INT8 : Precision.FP32));
  }

  private static MaskSequence track(
      OrtNetwork network, FirstPrompt first, DavisDataset data, MaskSequence truth)
      throws IOException {
    SequenceRun run = new SequenceRun(network, first, TrackerConfig.defaults());
    return run.track(data, truth, Progress.silent()).masks();
  }

  private static List<Score> scores(MaskSequence truth, MaskSequence one, MaskSequence two)
      throws IOException {
    DavisRules rules = new DavisRules();
    List<ObjectScore> exact = rules.score(truth, one);
    List<ObjectScore> other = rules.score(truth, two);
    List<ObjectScore> agreement = rules.score(one, two);
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      scores.add(new Score(exact.get(i), other.get(i), agreement.get(i)));
    }
    return scores;
  }

  private static void print(String name, List<Score> scores) {
    System.out.printf(
        "%-14s J&F %.4f exact, %.4f other; agreement J %.4f%n",
        name,
        mean(scores, score -> score.exact.jAndF()),
        mean(scores, score -> score.other.jAndF()),
        mean(scores, score -> score.agreement.j(Quarters.EXACT).mean()));
  }

  private static double mean(List<Score> scores, ToDoubleFunction<Score> figure) {
    return scores.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
