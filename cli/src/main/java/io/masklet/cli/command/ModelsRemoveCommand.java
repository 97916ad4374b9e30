package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.report.SizeText;
import io.masklet.models.build.ModelRemoval;
import io.masklet.models.registry.ModelException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code masklet models remove NAME}. */
@Command(
    name = "remove",
    header = "Delete an imported model: its weights and its graphs.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class ModelsRemoveCommand extends Verb {

  @Parameters(paramLabel = "NAME", description = "A name from 'masklet models list'.")
  private @Nullable String name;

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    String model = String.valueOf(name);
    try {
      ModelRemoval.Freed freed = ModelRemoval.ofUser().remove(model);
      console.say(
          "Removed %s: %s of weights and %s of graphs are free again."
              .formatted(
                  model, SizeText.of(freed.weightsBytes()), SizeText.of(freed.graphsBytes())));
      return ExitCode.OK;
    } catch (ModelException e) {
      throw new CommandException(
          ExitCode.MODEL, "Removing %s: %s.".formatted(model, e.getMessage()), e);
    }
  }
}
