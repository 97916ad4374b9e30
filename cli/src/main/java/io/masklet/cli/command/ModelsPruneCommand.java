package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.SizeText;
import io.masklet.models.build.ModelRemoval;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code masklet models prune}. */
@Command(
    name = "prune",
    header = "Delete built graphs that are of no use: of other versions, of models that are gone.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class ModelsPruneCommand extends Verb {

  @Override
  ExitCode run(Console console) throws IOException {
    long freed = ModelRemoval.ofUser().prune();
    console.say(
        freed == 0
            ? "There is nothing to delete."
            : "Deleted graphs of no use: " + SizeText.of(freed) + " are free again.");
    return ExitCode.OK;
  }
}
