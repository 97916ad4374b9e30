package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.tracker.object.ObjectId;
import io.masklet.tracker.session.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code masklet session add}. */
@Command(
    name = "add",
    header = "Add an object to a session.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionAddCommand extends SessionVerb {

  @Parameters(index = "1", paramLabel = "NAME", description = "What to call it.")
  private @Nullable String name;

  @Override
  ExitCode run(Console console) throws IOException {
    try (Session session = Session.open(project())) {
      ObjectId id = session.add(String.valueOf(name));
      console.say("Added object " + id + " '" + name + "'.");
      return ExitCode.OK;
    }
  }
}
