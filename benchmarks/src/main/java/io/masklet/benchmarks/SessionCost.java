package io.masklet.benchmarks;

import io.masklet.cli.run.ProcessMemory;
import io.masklet.core.frame.Frame;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;
import io.masklet.core.frame.VideoInfo;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.network.ort.Device;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionModel;
import io.masklet.tracker.session.Tolerance;
import io.masklet.tracker.session.VideoOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a correction in the middle of a long video costs against tracking all of it, and how much
 * memory a session takes at the start, in the middle and at the end. A short video is played again
 * and again.
 *
 * <pre>
 * java -cp ... io.masklet.benchmarks.SessionCost VIDEO X Y FRAMES [MODEL]
 * </pre>
 */
public final class SessionCost {

  private SessionCost() {}

  public static void main(String[] args) throws IOException {
    Path video = Path.of(args[0]);
    Click click = Click.positive(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
    long frames = Long.parseLong(args[3]);
    String model = args.length > 4 ? args[4] : "pocket";
    Looped looped = new Looped(video, frames, count(video));
    Path project = Files.createTempDirectory("session-cost").resolve("long.masklet");
    Size size;
    try (FrameSource source = looped.open()) {
      size = source.info().size();
    }
    try (Sam2Network network = network(model);
        Session session =
            Session.create(
                project,
                video,
                size,
                new SessionModel(model, network.spec().modelSidePx(), ""),
                false)) {
      System.out.printf("%s, %s, %d frames, %s%n", video, size, frames, model);
      ObjectId object = session.add("object");
      session.prompt(object, 0, Prompt.clicks(click));
      run("all", session, network, looped, frames, Tolerance.defaults());
      long middle = frames / 2;
      Bitmap mask = session.results().at(middle).objects().get(0).mask().decode();
      session.prompt(object, middle, Prompt.clicks(middleOf(mask)));
      run("a click in the middle", session, network, looped, frames, Tolerance.defaults());
      run("the same exactly", session, network, looped, frames, null);
    }
  }

  private static Sam2Network network(String model) {
    return OrtNetwork.open(
        new ModelBuilder().ensureBuilt(model), new RuntimeOptions(Device.CPU, 2));
  }

  private static long count(Path video) throws VideoException {
    long count = 0;
    try (FrameSource source = FrameSources.open(video)) {
      for (Frame frame = source.next(); frame != null; frame = source.next()) {
        frame.close();
        count++;
      }
    }
    return count;
  }

  private static Click middleOf(Bitmap mask) {
    Point centre = mask.centroid().orElse(new Point(1, 1));
    return Click.positive(centre.x(), centre.y());
  }

  private static void run(
      String what,
      Session session,
      Sam2Network network,
      VideoOpener video,
      long frames,
      @Nullable Tolerance tolerance)
      throws IOException {
    long begun = System.nanoTime();
    RunReport report =
        session.run(
            network,
            video,
            tolerance,
            (frame, timestampUs, direction) -> {
              if (direction == Direction.FORWARD && frame % Math.max(1, frames / 10) == 10) {
                System.out.printf(
                    "  frame %d: %d MiB resident%n", frame, ProcessMemory.residentMiB().orElse(-1));
              }
            });
    System.out.printf(
        "%s: %.1f s, tracked %d times, kept %d, encoded %d; %d MiB resident, %d at most%n",
        what,
        (System.nanoTime() - begun) / 1e9,
        report.tracked(),
        report.kept(),
        report.encoded(),
        ProcessMemory.residentMiB().orElse(-1),
        ProcessMemory.peakMiB().orElse(-1));
  }

  /** A video of so many frames, made of a shorter one. */
  private record Looped(Path video, long frames, long length) implements VideoOpener {

    private static final long STEP_US = 40_000;

    @Override
    public FrameSource open() throws VideoException {
      return new Rounds(this, 0);
    }

    @Override
    public FrameSource openAt(long frame, FrameTimes times) throws VideoException {
      return new Rounds(this, frame / length);
    }
  }

  private static final class Rounds implements FrameSource {
    private final Looped looped;
    private FrameSource source;
    private long next;

    Rounds(Looped looped, long round) throws VideoException {
      this.looped = looped;
      this.next = round * looped.length;
      this.source = FrameSources.open(looped.video);
    }

    @Override
    public VideoInfo info() {
      return source.info();
    }

    @Override
    public @Nullable Frame next() throws VideoException {
      if (next == looped.frames) {
        return null;
      }
      Frame frame = source.next();
      if (frame == null) {
        source.close();
        source = FrameSources.open(looped.video);
        frame = source.next();
      }
      if (frame == null) {
        return null;
      }
      Frame inner = frame;
      long index = next++;
      return new Frame(index, index * Looped.STEP_US, inner.size(), inner.rgb(), inner::close);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
