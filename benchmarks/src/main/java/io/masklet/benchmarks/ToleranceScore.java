package io.masklet.benchmarks;

import io.masklet.cli.eval.ClickingSession;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.mask.Bitmap;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.session.RunProgress;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it saves, and what it costs in masks, to stop tracking where masks agree: three clicks on
 * the first frame of each object of a folder in DAVIS's layout, three on the worst one, then runs
 * of ever less tolerance, the last of them exact. Each goes on where the one before it stopped.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.ToleranceScore ROOT [CLIP,CLIP...|all [MODEL]]
 * </pre>
 */
public final class ToleranceScore {

  private static final int CLICKS = 3;

  /** The loosest first. */
  private static final double[] TOLERATED_IOUS = {0.8, 0.85, 0.9, 0.95};

  private final Sam2Network network;
  private final Path projects;

  private ToleranceScore(Sam2Network network, Path projects) {
    this.network = network;
    this.projects = projects;
  }

  public static void main(String[] args) throws IOException {
    DavisDataset data = DavisDataset.open(Path.of(args[0]));
    List<String> clips =
        args.length > 1 && !args[1].equals("all")
            ? List.of(args[1].split(",", -1))
            : data.sequences();
    String model = args.length > 2 ? args[2] : "pocket";
    Path projects = Files.createTempDirectory("tolerance-score");
    try (Sam2Network network =
        OrtNetwork.open(new ModelBuilder().ensureBuilt(model), new RuntimeOptions(Device.CPU, 2))) {
      ToleranceScore scores = new ToleranceScore(network, projects);
      for (String clip : clips) {
        MaskSequence truth = data.truthOf(clip);
        for (int id : DavisRules.objects(truth)) {
          scores.score(data.picturesOf(clip), truth, id);
        }
      }
    }
  }

  private void score(Path pictures, MaskSequence masks, int id) throws IOException {
    ClipTruth truth = ClipTruth.of(masks, id);
    Path project = projects.resolve(masks.name() + "-" + id + ".masklet");
    try (ClickingSession session =
        new ClickingSession(network, project, pictures, truth.size(), null)) {
      session.click(0, truth.mask(0), CLICKS);
      session.track(RunProgress.silent());
      List<Bitmap> before = session.masks();
      int worst = truth.worst(before);
      session.click(worst, truth.mask(worst), CLICKS);
      System.out.printf(
          "%s %d: %d frames, worst %d, J before %.4f%n",
          masks.name(), id, truth.frames(), worst, truth.meanJ(before));
      track(session, truth);
    }
  }

  private static void track(ClickingSession session, ClipTruth truth) throws IOException {
    List<double[]> rows = new ArrayList<>();
    long tracked = 0;
    for (double iou : TOLERATED_IOUS) {
      tracked += session.track(new Tolerance(iou), RunProgress.silent()).tracked();
      rows.add(new double[] {iou, tracked, truth.meanJ(session.masks())});
    }
    tracked += session.track(RunProgress.silent()).tracked();
    rows.add(new double[] {1, tracked, truth.meanJ(session.masks())});
    for (double[] row : rows) {
      System.out.printf(
          "  %s: tracked %.0f times, %.0f %% less than exactly; J %.4f%n",
          row[0] < 1 ? "IoU %.2f".formatted(row[0]) : "exactly",
          row[1],
          100 * (1 - row[1] / tracked),
          row[2]);
    }
  }
}
