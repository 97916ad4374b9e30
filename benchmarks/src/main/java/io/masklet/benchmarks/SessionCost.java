package io.masklet.benchmarks;

import io.masklet.cli.run.ProcessMemory;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionModel;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a correction in the middle of a long video costs against tracking all of it: share of frames
 * tracked again, and time. A short video is shown again and again.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.SessionCost VIDEO X Y FRAMES [MODEL]
 * </pre>
 */
public final class SessionCost {

  /** The loosest first. */
  private static final double[] TOLERATED_IOUS = {0.8, 0.85, 0.9, 0.95};

  private final Session session;
  private final Sam2Network network;
  private final LoopedVideo video;
  private double wholeSeconds;
  private double seconds;
  private long tracked;

  private SessionCost(Session session, Sam2Network network, LoopedVideo video) {
    this.session = session;
    this.network = network;
    this.video = video;
  }

  public static void main(String[] args) throws IOException {
    Path clip = Path.of(args[0]);
    Click click = Click.positive(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
    LoopedVideo video = new LoopedVideo(clip, Long.parseLong(args[3]));
    String model = args.length > 4 ? args[4] : "pocket";
    Path project = Files.createTempDirectory("session-cost").resolve("long.masklet");
    Size size;
    try (FrameSource source = video.open()) {
      size = source.info().size();
    }
    try (Sam2Network network = network(model);
        Session session =
            Session.create(
                project,
                clip,
                size,
                new SessionModel(model, network.spec().modelSidePx(), ""),
                false)) {
      System.out.printf("%s, %s, %d frames, %s%n", clip, size, video.frames(), model);
      new SessionCost(session, network, video).measure(click);
    }
  }

  private static Sam2Network network(String model) {
    return OrtNetwork.open(
        new ModelBuilder().ensureBuilt(model), new RuntimeOptions(Device.CPU, 2));
  }

  private void measure(Click click) throws IOException {
    ObjectId object = session.add("object");
    session.prompt(object, 0, Prompt.clicks(click));
    run("all", Tolerance.defaults());
    seconds = 0;
    tracked = 0;
    long middle = video.frames() / 2;
    Bitmap mask = session.results().at(middle).objects().get(0).mask().decode();
    session.prompt(object, middle, Prompt.clicks(middleOf(mask)));
    System.out.println("A click in the middle; each run goes on where the one before it stopped:");
    for (double iou : TOLERATED_IOUS) {
      run("IoU %.2f".formatted(iou), new Tolerance(iou));
    }
    run("exactly", null);
  }

  private static Click middleOf(Bitmap mask) {
    Point centre = mask.centroid().orElse(new Point(1, 1));
    return Click.positive(centre.x(), centre.y());
  }

  private void run(String what, @Nullable Tolerance tolerance) throws IOException {
    long begun = System.nanoTime();
    RunReport report =
        session.run(
            network,
            video,
            tolerance,
            (frame, timestampUs, direction) -> {
              if (frame % Math.max(1, video.frames() / 10) == 1) {
                System.out.printf(
                    "  %s, frame %d: %d MiB resident%n",
                    direction, frame, ProcessMemory.residentMiB().orElse(-1));
              }
            });
    seconds += (System.nanoTime() - begun) / 1e9;
    tracked += report.tracked();
    if (wholeSeconds == 0) {
      wholeSeconds = seconds;
    }
    System.out.printf(
        "%s: %.1f s so far (%.0f %% of tracking all), tracked %d times (%.0f %% of the frames);"
            + " kept %d, encoded %d; %d MiB resident, %d at most%n",
        what,
        seconds,
        100 * seconds / wholeSeconds,
        tracked,
        100.0 * tracked / video.frames(),
        report.kept(),
        report.encoded(),
        ProcessMemory.residentMiB().orElse(-1),
        ProcessMemory.peakMiB().orElse(-1));
  }
}
