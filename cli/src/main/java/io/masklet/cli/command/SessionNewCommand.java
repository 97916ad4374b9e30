package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.OutputPlan;
import io.masklet.cli.session.NewJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet session new}. */
@Command(
    name = "new",
    header = "Make a session for a video.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
final class SessionNewCommand extends Verb {

  @Parameters(
      paramLabel = "INPUT",
      description = "A video FFmpeg can read, or a folder of numbered pictures.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--project"},
      paramLabel = "FILE.masklet",
      description = "The file to make. Default: INPUT's name with .masklet, in the current folder.")
  private @Nullable Path project;

  @Option(
      names = "--overlap",
      description =
          "Let objects share pixels, as a shirt and its wearer do. Default: a pixel goes to the"
              + " object that is surest of it.")
  private boolean overlap;

  @ArgGroup(validate = false, order = 4, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  @Override
  ExitCode run(Console console) throws IOException {
    Path video = Objects.requireNonNull(input, "required by picocli");
    requireEnding("--project", project, ".masklet");
    Path file = project == null ? Path.of(OutputPlan.stem(video) + ".masklet") : project;
    return new NewJob(video, file, model.toChoice(this), overlap).run(console);
  }
}
