package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.session.Action;
import io.masklet.tracker.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code masklet session undo}. */
@Command(
    name = "undo",
    header = "Take back the last action.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionUndoCommand extends SessionVerb {

  @Override
  ExitCode run(Console console) throws IOException {
    try (Session session = Session.open(project())) {
      Action action = session.undo();
      console.say("Took back: " + action.verb() + " of object " + action.id() + ".");
      return ExitCode.OK;
    }
  }
}
