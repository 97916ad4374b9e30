package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.ModelCheck;
import io.masklet.models.registry.ModelRegistry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code masklet models verify [NAME]}. */
@Command(
    name = "verify",
    header =
        "Look at every byte of a model, or of all: weights against their SHA-256, graphs open.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class ModelsVerifyCommand extends Verb {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A name from 'masklet models list'. Default: all that are here.")
  private @Nullable String name;

  @Override
  ExitCode run(Console console) throws IOException {
    List<String> names = name == null ? new ModelRegistry().names() : List.of(name);
    boolean sound = true;
    for (String model : names) {
      sound &= ModelCheck.ofUser().isSound(model, console);
    }
    return sound ? ExitCode.OK : ExitCode.MODEL;
  }
}
