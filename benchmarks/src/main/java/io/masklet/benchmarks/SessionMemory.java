package io.masklet.benchmarks;

import io.masklet.cli.run.ProcessMemory;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.geom.Point;
import io.masklet.core.geom.Size;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.models.build.ModelBuilder;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.RunProgress;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionModel;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether a session's memory is constant: two hours of video, tracked and then corrected in the
 * middle and late. Decoding, resizing, masks, store and index are the real ones; the network has
 * pocket's shapes and costs nothing.
 *
 * <pre>
 * java -XX:+UseSerialGC -Xms64m -Xmx512m ... io.masklet.benchmarks.SessionMemory DISC.mp4 [FRAMES [MINUTES]]
 * </pre>
 *
 * The clip is one of {@link DiscClip}, shown again and again. The video ends where tracking is
 * after so many minutes. What is tracked is written to a temporary folder.
 */
public final class SessionMemory {

  private static final int LINES = 40;

  private final LoopedVideo video;
  private final Size size;
  private final Sam2Network network;
  private final Path project;
  private final long begunNanos = System.nanoTime();
  private final long deadlineNanos;

  private SessionMemory(Path clip, long frames, long minutes) throws IOException {
    this.video = new LoopedVideo(clip, frames);
    try (FrameSource source = video.open()) {
      this.size = source.info().size();
    }
    this.network = new StandInNetwork(new ModelBuilder().ensureBuilt("pocket").spec());
    this.project = Files.createTempDirectory("session-memory").resolve("long.masklet");
    this.deadlineNanos = begunNanos + TimeUnit.MINUTES.toNanos(minutes);
    SessionModel model = new SessionModel("stand-in", network.spec().modelSidePx(), "");
    Session.create(project, clip, size, model, false).close();
    System.out.printf("%s, %s, at most %d frames or %d minutes%n", project, size, frames, minutes);
  }

  public static void main(String[] args) throws IOException {
    long frames = args.length > 1 ? Long.parseLong(args[1]) : 180_000;
    long minutes = args.length > 2 ? Long.parseLong(args[2]) : TimeUnit.DAYS.toMinutes(1);
    SessionMemory measured = new SessionMemory(Path.of(args[0]), frames, minutes);
    measured.track();
    long length = measured.video.frames();
    for (long frame : List.of(length / 2, length - length / 20)) {
      measured.correct(frame);
    }
    System.out.printf("at most %d MiB resident%n", ProcessMemory.peakMiB().orElse(-1));
  }

  /** On the disc, whose clip begins anew with every round. */
  private Prompt click(long frame) {
    Point centre = DiscClip.centre(size, frame % video.roundFrames());
    return Prompt.clicks(Click.positive(centre.x(), centre.y()));
  }

  private void track() throws IOException {
    try (Session session = Session.open(project)) {
      session.prompt(session.add("disc"), 0, click(0));
      tell(session.run(network, video, Tolerance.defaults(), this::frameDone));
    }
  }

  private void frameDone(long frame, long timestampUs, Direction direction) {
    if (direction == Direction.FORWARD && frame % Math.max(1, video.frames() / LINES) == 1) {
      tell("frame " + frame);
    }
    if (System.nanoTime() > deadlineNanos && video.frames() > frame + 2L * video.roundFrames()) {
      video.endBefore(frame + video.roundFrames());
    }
  }

  /** As another day: opens the project, clicks on a frame and tracks what that changed. */
  private void correct(long frame) throws IOException {
    System.out.printf("a click on frame %d of %d%n", frame, video.frames());
    tell("before the session is opened");
    try (Session session = Session.open(project)) {
      tell("opened");
      ObjectId disc = session.objects().get(0).id();
      session.prompt(disc, frame, click(frame));
      session.followPrompts(network, video, RunProgress.silent());
      tell("the click is answered");
      tell(session.run(network, video, Tolerance.defaults(), RunProgress.silent()));
    }
  }

  private void tell(RunReport report) {
    tell(
        "done: %d frames have masks, %d tracked, %d kept, %d encoded"
            .formatted(report.frames(), report.tracked(), report.kept(), report.encoded()));
  }

  private void tell(String what) {
    Runtime java = Runtime.getRuntime();
    System.out.printf(
        "%8.1f s: %4d MiB resident, %3d of %3d MiB heap used: %s%n",
        (System.nanoTime() - begunNanos) / 1e9,
        ProcessMemory.residentMiB().orElse(-1),
        (java.totalMemory() - java.freeMemory()) >> 20,
        java.totalMemory() >> 20,
        what);
  }
}
