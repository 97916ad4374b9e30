package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.OutputPlan;
import io.masklet.cli.run.SessionExportJob;
import java.io.IOException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code masklet session export}. */
@Command(
    name = "export",
    header = "Write the masks of a session, as track does.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionExportCommand extends SessionVerb {

  @ArgGroup(validate = false, order = 3, heading = "%nOutputs, any number of them:%n")
  private final OutputOptions outputs = new OutputOptions();

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    OutputPlan plan = outputs.toPlan(OutputPlan.overlayNameFor(project()), this);
    if (plan.logits() != null) {
      throw wrongUsage(
          "--logits: a session keeps masks, not soft masks. Leave it out, or use 'masklet track'.");
    }
    return new SessionExportJob(project(), plan).run(console);
  }
}
