package io.masklet.cli.session;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.session.Action;
import io.masklet.tracker.session.Session;
import io.masklet.tracker.session.SessionObject;
import io.masklet.tracker.session.SessionResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tells how a session stands, also while another process works on it.
 *
 * @param project the session's file
 */
public record StatusJob(Path project) {

  /** Writes a few lines for people. */
  public ExitCode run(Console console) throws IOException {
    try (Session session = Session.view(project)) {
      SessionResults results = session.results();
      console.result("video    " + session.video() + "  " + session.videoSize());
      console.result(
          "model    " + session.model().name() + " at " + session.model().sidePx() + " px");
      for (SessionObject object : session.objects()) {
        console.result(
            String.format(
                Locale.ROOT,
                "object   %s  #%06X  prompts: %s",
                KnownObjects.text(object),
                object.rgb(),
                frames(session, object)));
      }
      console.result(
          "actions  %d, %d to redo".formatted(session.actions().size(), session.redoable()));
      console.result("masks    " + masks(results));
    }
    return ExitCode.OK;
  }

  private String masks(SessionResults results) {
    if (results.isComplete()) {
      return "all " + results.frameCount() + " frames";
    }
    String held = results.frameCount() == 0 ? "none yet" : results.frameCount() + " frames";
    return held + "; 'masklet session run " + project + "' tracks what is missing";
  }

  private static String frames(Session session, SessionObject object) {
    List<Long> frames =
        session.actions().stream()
            .filter(Action.GivePrompt.class::isInstance)
            .map(action -> ((Action.GivePrompt) action).frame())
            .distinct()
            .sorted()
            .filter(frame -> session.promptOf(object.id(), frame) != null)
            .toList();
    return frames.isEmpty()
        ? "none"
        : frames.stream().map(frame -> "@" + frame).collect(Collectors.joining(" "));
  }
}
