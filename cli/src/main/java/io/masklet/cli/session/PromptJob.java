package io.masklet.cli.session;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.prompt.Click;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.pipeline.PlannedObject;
import io.masklet.tracker.pipeline.TimedPrompt;
import io.masklet.tracker.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives prompts to the objects of a session; objects it does not know yet are added.
 *
 * @param project the session's file
 * @param plan what is given
 */
public record PromptJob(Path project, PromptPlan plan) {

  /** Saves every prompt of the plan as an action of its own. */
  public ExitCode run(Console console) throws CommandException, IOException {
    try (Session session = Session.open(project)) {
      for (PlannedObject object : plan.forVideo(session.videoSize())) {
        object.requireInside(session.videoSize());
        Optional<ObjectId> known = KnownObjects.find(session, object.name());
        ObjectId id = known.isPresent() ? known.get() : session.add(object.name());
        for (TimedPrompt timed : object.prompts()) {
          long frame = FrameNumbers.of(timed.when(), session.video());
          session.prompt(id, frame, together(session.promptOf(id, frame), timed.prompt()));
          console.say("Object %s '%s': prompted on frame %d.".formatted(id, object.name(), frame));
        }
      }
      console.say("Run 'masklet session run " + project + "' to follow the prompts.");
      return ExitCode.OK;
    }
  }

  /** Clicks are added to those that were given before; a box or a mask starts afresh. */
  private static Prompt together(@org.jspecify.annotations.Nullable Prompt before, Prompt given) {
    boolean adds = given instanceof Prompt.Points points && points.box().isEmpty();
    if (adds && before instanceof Prompt.Points earlier) {
      List<Click> clicks = new ArrayList<>(earlier.clicks());
      clicks.addAll(((Prompt.Points) given).clicks());
      return new Prompt.Points(earlier.box(), clicks);
    }
    return given;
  }
}
