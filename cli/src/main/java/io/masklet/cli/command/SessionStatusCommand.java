package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.session.StatusJob;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code masklet session status}. */
@Command(
    name = "status",
    header = "Tell what is in a session and what is still to be tracked.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionStatusCommand extends SessionVerb {

  @Override
  ExitCode run(Console console) throws IOException {
    return new StatusJob(project()).run(console);
  }
}
