package io.masklet.cli.session;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ErrorReport;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.Interruption;
import io.masklet.cli.report.ProgressReport;
import io.masklet.cli.run.ModelChoice;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.video.FrameSources;
import io.masklet.models.build.BuildOptions;
import io.masklet.tracker.memory.Direction;
import io.masklet.tracker.network.ort.OrtNetwork;
import io.masklet.tracker.network.ort.RuntimeOptions;
import io.masklet.tracker.session.RunProgress;
import io.masklet.tracker.session.RunReport;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionModel;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what a session lacks.
 *
 * @param project the session's file
 * @param movedVideo where the video is now, or null if it is where it was
 * @param tolerance when tracked masks agree with those that were there; null to track on until
 *     everything is exactly what tracking it anew would give
 * @param options device and threads
 */
public record RunJob(
    Path project,
    @Nullable Path movedVideo,
    @Nullable Tolerance tolerance,
    RuntimeOptions options) {

  /** Tracks until everything is there, the video breaks or somebody asks to stop. */
  public ExitCode run(Console console) throws CommandException, IOException {
    try (Session session = Session.open(project)) {
      if (movedVideo != null) {
        session.moveVideo(movedVideo);
      }
      if (session.tornBytes() > 0) {
        console.say(
            "The last run was cut off; %d bytes of a frame in work were left out."
                .formatted(session.tornBytes()));
      }
      if (session.startedAnew()) {
        console.say(
            "The masks were made by an older Masklet, which kept less; they are computed anew.");
      }
      try (Interruption interruption = Interruption.listen(console);
          OrtNetwork network = open(session.model(), console)) {
        console.say("Model: " + session.model().name() + ". Device: " + network.deviceLine() + ".");
        return run(session, network, interruption, console);
      }
    }
  }

  private OrtNetwork open(SessionModel model, Console console) throws CommandException {
    ModelChoice own = new ModelChoice(model.name(), BuildOptions.defaults(), options);
    SessionModel found = NewJob.sessionModel(own);
    if (!found.weightsSha256().equals(model.weightsSha256())) {
      throw new CommandException(
          ExitCode.MODEL,
          "Opening the model of the session %s: expected %s with weights %.12s, found other weights (%.12s) under that name. They would give other masks; import the former again, or make a new session."
              .formatted(project, model.name(), model.weightsSha256(), found.weightsSha256()));
    }
    boolean trainedSize = found.sidePx() == model.sidePx();
    BuildOptions build = trainedSize ? BuildOptions.defaults() : new BuildOptions(model.sidePx());
    return new ModelChoice(model.name(), build, options).open(console);
  }

  private ExitCode run(
      Session session, OrtNetwork network, Interruption interruption, Console console)
      throws IOException {
    long endUs;
    try (FrameSource source = FrameSources.open(session.video())) {
      endUs = source.info().durationUs().orElse(-1);
    }
    ProgressReport progress =
        new ProgressReport(console, 0, endUs, interruption::isRequested, System::nanoTime);
    try {
      RunReport report =
          session.run(network, new SessionVideo(session.video()), tolerance, hear(progress));
      progress.end();
      return tell(report, progress.elapsedSeconds(), progress.isCancelled(), console);
    } finally {
      progress.end();
    }
  }

  private static RunProgress hear(ProgressReport progress) {
    return new RunProgress() {
      @Override
      public void frameDone(long frame, long timestampUs, Direction direction) {
        if (direction == Direction.FORWARD) {
          progress.frameDoneAt(timestampUs);
        } else {
          progress.frameDone();
        }
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private ExitCode tell(RunReport report, double seconds, boolean cancelled, Console console) {
    console.say(
        String.format(
            Locale.ROOT,
            "%d frames have masks. Tracked an object in a frame %d times in %.1f s, encoding %d"
                + " frames.",
            report.frames(),
            report.tracked(),
            seconds,
            report.encoded()));
    if (tolerance != null && report.kept() > 0) {
      console.say(
          String.format(
              Locale.ROOT,
              "%d times that was not needed: masks agreed with what was there (IoU %.2f or more in"
                  + " %d frames in a row). --exact tracks those too.",
              report.kept(),
              tolerance.iou(),
              Tolerance.FRAMES));
    }
    if (report.brokenBy().isPresent()) {
      console.warn(ErrorReport.of(report.brokenBy().get()).message());
      return ExitCode.BROKEN;
    }
    if (cancelled && !report.complete()) {
      console.warn("stopped early; the next run goes on from here.");
      return ExitCode.INTERRUPTED;
    }
    if (!report.unreached().isEmpty()) {
      console.warn(
          "the video has %d frames; prompts were given for %s, which never came."
              .formatted(report.frames(), report.unreached()));
      return ExitCode.PROMPT;
    }
    return ExitCode.OK;
  }
}
