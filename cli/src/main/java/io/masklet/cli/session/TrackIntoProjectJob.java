package io.masklet.cli.session;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.ModelChoice;
import io.masklet.cli.run.OutputPlan;
import io.masklet.cli.run.SessionExportJob;
import io.masklet.tracker.session.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code masklet track} as a session: makes the project, gives the prompts, tracks, and writes the
 * outputs, so that a person can go on correcting where the command ended.
 *
 * @param video what to track in
 * @param project the file to make
 * @param prompts what to track
 * @param model which model, on which device
 * @param overlap whether objects may share pixels
 * @param outputs what to write
 */
public record TrackIntoProjectJob(
    Path video,
    Path project,
    PromptPlan prompts,
    ModelChoice model,
    boolean overlap,
    OutputPlan outputs) {

  /** Does one after the other; what is done stays done, whatever comes after. */
  public ExitCode run(Console console) throws CommandException, IOException {
    outputs.requireApartFrom(List.of(video, project));
    new NewJob(video, project, model, overlap).run(console);
    new PromptJob(project, prompts).run(console);
    ExitCode tracked =
        new RunJob(project, null, Tolerance.defaults(), model.options()).run(console);
    if (tracked == ExitCode.INTERRUPTED) {
      return tracked;
    }
    ExitCode written = new SessionExportJob(project, outputs).run(console);
    return tracked == ExitCode.OK ? written : tracked;
  }
}
