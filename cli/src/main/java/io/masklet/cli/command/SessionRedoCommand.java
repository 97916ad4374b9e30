package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.session.Action;
import io.masklet.tracker.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code masklet session redo}. */
@Command(
    name = "redo",
    header = "Do again what was taken back last.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionRedoCommand extends SessionVerb {

  @Override
  ExitCode run(Console console) throws IOException {
    try (Session session = Session.open(project())) {
      Action action = session.redo();
      console.say("Did again: " + action.verb() + " of object " + action.id() + ".");
      return ExitCode.OK;
    }
  }
}
