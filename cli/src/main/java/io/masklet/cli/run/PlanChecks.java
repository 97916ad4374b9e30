package io.masklet.cli.run;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.frame.VideoInfo;
import io.masklet.tracker.pipeline.FrameRange;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.pipeline.When;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out before the work begins that a plan cannot be followed, as far as the file tells. */
final class PlanChecks {

  private PlanChecks() {}

  /**
   * @throws CommandException if a moment lies after the end
   * @throws io.masklet.tracker.PromptException if a prompt lies outside the picture
   */
  static void requireFits(List<PlannedObject> plan, FrameRange range, VideoInfo info)
      throws CommandException {
    requireOrdered(range);
    requireWithin(range.start(), "--start", info);
    for (PlannedObject object : plan) {
      object.requireInside(info.size());
      for (TimedPrompt timed : object.prompts()) {
        requireWithin(timed.when(), "the prompt for '" + object.name() + "'", info);
      }
    }
  }

  private static void requireOrdered(FrameRange range) throws CommandException {
    boolean wrongFrames =
        range.start() instanceof When.FrameIndex a
            && range.end() instanceof When.FrameIndex b
            && a.index() > b.index();
    boolean wrongTimes =
        range.start() instanceof When.Time a
            && range.end() instanceof When.Time b
            && a.timestampUs() > b.timestampUs();
    if (wrongFrames || wrongTimes) {
      throw new CommandException(
          ExitCode.PROMPT,
          "Choosing the part to track: expected --start before --end, got %s and %s. Swap them."
              .formatted(range.start(), range.end()));
    }
  }

  /** Frame numbers are not checked here: how many frames there are is known only at the end. */
  private static void requireWithin(@Nullable When when, String what, VideoInfo info)
      throws CommandException {
    boolean late =
        when instanceof When.Time time
            && info.durationUs().isPresent()
            && time.timestampUs() > info.durationUs().getAsLong();
    if (late) {
      throw new CommandException(
          ExitCode.PROMPT,
          String.format(
              Locale.ROOT,
              "Looking for %s in %s: it is at %s, but the video lasts %.3f s. Choose an earlier time"
                  + " or a frame number.",
              what,
              info.name(),
              when,
              info.durationUs().getAsLong() / 1e6));
    }
  }
}
