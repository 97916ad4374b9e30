package io.masklet.cli.command;

import io.masklet.tracker.session.Session;
import picocli.CommandLine.Command;

/** {@code masklet session undo}. */
@Command(
    name = "undo",
    header = "Take back the last action.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionUndoCommand extends SessionStepVerb {

  SessionUndoCommand() {
    super(Session::undo, "Took back");
  }
}
