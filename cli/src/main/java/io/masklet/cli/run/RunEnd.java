package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ErrorReport;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.Rate;
import io.masklet.core.frame.VideoException;
import io.masklet.tracker.pipeline.Outcome;
import io.masklet.tracker.pipeline.PlannedObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to: whether its outputs are worth keeping, what to tell and how to end.
 *
 * @param video what to call the input
 */
record RunEnd(String video, List<PlannedObject> plan, OutputPlan outputs, Outcome outcome) {

  /**
   * @throws CommandException if not one object was ever seen; outputs would be empty
   */
  void requireWorthKeeping() throws CommandException {
    if (outcome.framesWritten() > 0 && outcome.unreached().size() < promptCount()) {
      return;
    }
    if (outcome.cancelled()) {
      throw new CommandException(
          ExitCode.INTERRUPTED, "Stopped before any object was reached; nothing was written.");
    }
    if (outcome.brokenBy().isPresent()) {
      VideoException broken = outcome.brokenBy().get();
      throw new CommandException(
          ExitCode.BROKEN,
          ErrorReport.of(broken).message()
              + " No object was reached before that; nothing was written.",
          broken);
    }
    if (outcome.framesWritten() == 0) {
      throw new CommandException(
          ExitCode.PROMPT,
          ("Tracking %s: no frame lies between --start and --end; nothing was written. Use 'masklet"
                  + " info --count %s' to see how many frames there are.")
              .formatted(video, video));
    }
    throw new CommandException(
        ExitCode.PROMPT,
        String.format(
            Locale.ROOT,
            "Tracking %s: the frame of every prompt lies outside the %d frames tracked (%s); nothing"
                + " was written. Frames are numbered from 0 at the start of the file; use 'masklet"
                + " info --count %s' to see how many there are.",
            video,
            outcome.framesWritten(),
            String.join(", ", outcome.unreached()),
            video));
  }

  private int promptCount() {
    return plan.stream().mapToInt(object -> object.prompts().size()).sum();
  }

  /** Tells what was done, what was not, and where the files lie. */
  ExitCode tell(Console console, double seconds) {
    outcome.foundNothing().forEach(prompt -> warnNothingFound(prompt, console));
    console.say(summary(seconds));
    for (Path path : outputs.paths()) {
      console.say("Wrote " + path);
    }
    if (outcome.cancelled()) {
      console.warn("stopped early; the files hold the frames up to there and are complete.");
      return ExitCode.INTERRUPTED;
    }
    if (outcome.brokenBy().isPresent()) {
      console.warn(ErrorReport.of(outcome.brokenBy().get()).message());
      return ExitCode.BROKEN;
    }
    if (!outcome.unreached().isEmpty()) {
      console.warn(
          "these prompts were not used, because their frame never came: %s. The rest was tracked."
              .formatted(String.join(", ", outcome.unreached())));
      return ExitCode.PROMPT;
    }
    return ExitCode.OK;
  }

  private static void warnNothingFound(String prompt, Console console) {
    console.warn(
        ("the prompt for %s found no object there. Click nearer to its middle, draw a box around"
                + " it, or show it in a frame where it is larger.")
            .formatted(prompt));
  }

  private String summary(double seconds) {
    return String.format(
        Locale.ROOT,
        "Tracked %s through %s of %s in %.1f s (%s frames/s).",
        count(plan.size(), "object"),
        count(outcome.framesWritten(), "frame"),
        video,
        seconds,
        Rate.of(outcome.framesWritten() / Math.max(seconds, 1e-3)));
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
