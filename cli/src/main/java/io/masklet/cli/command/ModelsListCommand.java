package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.ModelList;
import picocli.CommandLine.Command;

/** {@code masklet models list}. */
@Command(
    name = "list",
    header = "List the models that are here, and the official ones that can be had.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class ModelsListCommand extends Verb {

  @Override
  ExitCode run(Console console) {
    ModelList.ofUser().show(console);
    return ExitCode.OK;
  }
}
