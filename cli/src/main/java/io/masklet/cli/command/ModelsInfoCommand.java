package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.ModelFacts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code masklet models info NAME}. */
@Command(
    name = "info",
    header = "Tell what a model is made of, where it comes from and what it may be used for.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class ModelsInfoCommand extends Verb {

  @Parameters(paramLabel = "NAME", description = "A name from 'masklet models list'.")
  private @Nullable String name;

  @Override
  ExitCode run(Console console) throws IOException {
    ModelFacts.ofUser().of(String.valueOf(name)).forEach(console::result);
    return ExitCode.OK;
  }
}
