package io.masklet.cli.command;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ErrorReport;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.video.FfmpegBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every verb has: the options about talking, and one way to fail. */
abstract class Verb implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup(validate = false, heading = "%nTalking:%n", order = 100)
  private final Talking talking = new Talking();

  /** How much to say. */
  static final class Talking {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say nothing but warnings and errors.")
    boolean quiet;

    @Option(
        names = "--debug",
        description = "Show stack traces and what the libraries have to say.")
    boolean debug;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help.")
    boolean help;
  }

  /** Does the work. */
  abstract ExitCode run(Console console) throws CommandException, IOException;

  @Override
  @SuppressWarnings("CatchThrowable") // the last place before the person; nothing may slip through
  public final Integer call() {
    CommandLine commandLine = spec().commandLine();
    Console console =
        new Console(
            commandLine.getOut(),
            commandLine.getErr(),
            Boolean.getBoolean("masklet.terminal"),
            talking.quiet,
            talking.debug);
    if (talking.debug) {
      FfmpegBuild.speak();
    }
    try {
      return run(console).value();
    } catch (ParameterException wrongUsage) {
      throw wrongUsage;
    } catch (Throwable thrown) {
      ErrorReport report = ErrorReport.of(thrown);
      console.error(report, thrown);
      return report.code().value();
    }
  }

  /** A command line that is well formed but makes no sense. */
  final ParameterException wrongUsage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  /** Refuses a file name whose ending promises another format than the one that is written. */
  final void requireEnding(String option, @Nullable Path file, String ending) {
    if (file != null && !file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw wrongUsage(
          "%s: expected a name that ends in %s, the format that is written, got %s."
              .formatted(option, ending, file));
    }
  }

  /** Refuses prompts for a named frame where there is no choice of frames. */
  final void requireNoTimes(PromptPlan plan, String reason) {
    if (plan.isTimed()) {
      throw wrongUsage(
          "Reading the prompts: expected none with a frame or time, for %s. Leave out the @ and what"
                  .formatted(reason)
              + " follows it.");
    }
  }

  final CommandSpec spec() {
    return Objects.requireNonNull(spec, "filled in by picocli");
  }
}
