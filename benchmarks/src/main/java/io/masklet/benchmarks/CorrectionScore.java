package io.masklet.benchmarks;

import io.masklet.cli.eval.ClickingSession;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.DavisRules;
import io.masklet.core.eval.MaskSequence;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.SeekableFrames;
import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.EncodedVideo;
import io.masklet.tracker.TrackerConfig;
import io.masklet.tracker.VideoTracker;
import io.masklet.tracker.Walk;
import io.masklet.tracker.image.MaskPostprocessor;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.object.TrackedFrame;
import io.masklet.tracker.session.RunProgress;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What three clicks on the worst frame are worth: mean J of each object of a folder in DAVIS's
 * layout after clicks on the first frame, and after as many on the worst one, in a session and with
 * the reference's policy, which tracks over a correction.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.CorrectionScore ROOT CLICKS exact|tolerant [MODEL [PROJECTS]]
 * </pre>
 */
public final class CorrectionScore {

  private CorrectionScore() {}

  public static void main(String[] args) throws IOException {
    DavisDataset data = DavisDataset.open(Path.of(args[0]));
    int clicks = Integer.parseInt(args[1]);
    Tolerance tolerance = args[2].equals("exact") ? null : Tolerance.defaults();
    String model = args.length > 3 ? args[3] : "pocket";
    Path projects =
        args.length > 4 ? Path.of(args[4]) : Files.createTempDirectory("correction-score");
    double[] sums = new double[4];
    int count = 0;
    try (OrtNetwork network =
        OrtNetwork.open(new ModelBuilder().ensureBuilt(model), new RuntimeOptions(Device.CPU, 2))) {
      for (String sequence : data.sequences()) {
        MaskSequence truth = data.truthOf(sequence);
        for (int id : DavisRules.objects(truth)) {
          Path project = projects.resolve(sequence + "-" + id + ".masklet");
          double[] scores =
              scores(network, project, data.picturesOf(sequence), truth, id, clicks, tolerance);
          for (int i = 0; i < sums.length; i++) {
            sums[i] += scores[i];
          }
          count++;
        }
      }
    }
    System.out.printf(
        "mean J: session %.4f -> %.4f, reference %.4f -> %.4f%n",
        sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
  }

  /** Mean J before and after the correction, in a session and with the reference's policy. */
  private static double[] scores(
      Sam2Network network,
      Path project,
      Path pictures,
      MaskSequence masks,
      int id,
      int clicks,
      @Nullable Tolerance tolerance)
      throws IOException {
    ClipTruth truth = ClipTruth.of(masks, id);
    Size size = truth.size();
    try (ClickingSession session =
        new ClickingSession(network, project, pictures, size, tolerance)) {
      List<Click> first = session.click(0, truth.mask(0), clicks);
      session.track(RunProgress.silent());
      List<Bitmap> before = session.masks();
      int worst = truth.worst(before);
      List<Click> second = session.click(worst, truth.mask(worst), clicks);
      RunReport report = session.track(RunProgress.silent());
      List<Bitmap> after = session.masks();
      double[] scores = {truth.meanJ(before), truth.meanJ(after), 0, 0};
      reference(network, pictures, truth, first, worst, second, scores);
      System.out.printf(
          "%-14s %d frames, worst %d: session J %.3f -> %.3f (%d steps, %d kept), reference J %.3f"
              + " -> %.3f%n",
          masks.name(),
          truth.frames(),
          worst,
          scores[0],
          scores[1],
          report.tracked(),
          report.kept(),
          scores[2],
          scores[3]);
      return scores;
    }
  }

  private static void reference(
      Sam2Network network,
      Path pictures,
      ClipTruth truth,
      List<Click> first,
      int worst,
      List<Click> second,
      double[] scores)
      throws IOException {
    TrackerConfig config = TrackerConfig.reference(network.spec());
    try (EncodedVideo video =
        new EncodedVideo(network, new HeldFrames(pictures), config.policy())) {
      VideoTracker tracker = new VideoTracker(network, video, config);
      ObjectId object = tracker.addObject();
      click(tracker, object, 0, first);
      scores[2] = truth.meanJ(walk(tracker, truth.size()));
      click(tracker, object, worst, second);
      scores[3] = truth.meanJ(walk(tracker, truth.size()));
    }
  }

  private static void click(VideoTracker tracker, ObjectId object, int frame, List<Click> clicks)
      throws VideoException {
    for (int count = 1; count <= clicks.size(); count++) {
      tracker.prompt(frame, object, new Prompt.Points(Optional.empty(), clicks.subList(0, count)));
    }
  }

  private static List<Bitmap> walk(VideoTracker tracker, Size size) throws VideoException {
    MaskPostprocessor postprocessor = new MaskPostprocessor(false, false);
    List<Bitmap> masks = new ArrayList<>();
    tracker.propagate(
        Walk.forward().from(0),
        (TrackedFrame frame) -> {
          var found = postprocessor.atVideoSize(frame);
          masks.add(found.isEmpty() ? new Bitmap(size) : found.get(0).mask());
          return true;
        });
    return masks;
  }

  /** A short clip, all of it in memory. */
  private static final class HeldFrames implements SeekableFrames {

    private record Held(long timestampUs, ByteBuffer rgb) {}

    private final List<Held> frames = new ArrayList<>();
    private final Size size;

    HeldFrames(Path pictures) throws VideoException {
      try (FrameSource source = FrameSources.open(pictures)) {
        size = source.info().size();
        for (Frame frame = source.next(); frame != null; frame = source.next()) {
          ByteBuffer rgb = ByteBuffer.allocateDirect(frame.rgb().capacity());
          frames.add(new Held(frame.timestampUs(), rgb.put(0, frame.rgb(), 0, rgb.capacity())));
          frame.close();
        }
      }
    }

    @Override
    public Size size() {
      return size;
    }

    @Override
    public long count() {
      return frames.size();
    }

    @Override
    public long timestampUs(long index) {
      return frames.get((int) index).timestampUs;
    }

    @Override
    public Frame get(long index) {
      Held held = frames.get((int) index);
      return new Frame(index, held.timestampUs, size, held.rgb, () -> {});
    }

    @Override
    public void close() {
      frames.clear();
    }
  }
}
