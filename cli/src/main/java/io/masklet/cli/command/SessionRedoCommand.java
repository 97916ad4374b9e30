package io.masklet.cli.command;

import io.masklet.tracker.session.Session;
import picocli.CommandLine.Command;

/** {@code masklet session redo}. */
@Command(
    name = "redo",
    header = "Do again what was taken back last.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionRedoCommand extends SessionStepVerb {

  SessionRedoCommand() {
    super(Session::redo, "Did again");
  }
}
