package io.masklet.cli.command;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.BenchJob;
import io.masklet.core.frame.FrameSource;
import io.masklet.core.prompt.Prompt;
import io.masklet.core.video.FrameSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet bench}: what tracking costs on this machine. */
@Command(
    name = "bench",
    header = "Measure speed and memory on a video of yours.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet bench INPUT --click X,Y [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nDecodes, tracks, draws and encodes the video, once with one object and once with several"
          + " (the same prompt again), into a file that is thrown away. Figures mean something on an"
          + " idle machine only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet bench cat.mp4 --click 320,180",
      "  masklet bench cat.mp4 --click 320,180 --objects 1 --repeat 20    memory over a long video"
    })
public final class BenchCommand extends Verb implements PromptOptions.Prompted {

  @Parameters(paramLabel = "INPUT", description = "A video.")
  private @Nullable Path input;

  @ArgGroup(validate = false, order = 1, heading = "%nPrompt, on the first frame:%n")
  @SuppressWarnings("UnusedVariable") // what is in it goes to the plan
  private final PointOptions points = new PointOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nMeasuring:%n")
  private final Measuring measuring = new Measuring();

  /** What to measure. */
  static final class Measuring {
    @Option(
        names = "--objects",
        paramLabel = "N",
        description = "Objects of the second run; 1 leaves it out. Default: 5.")
    private int objects = 5;

    @Option(
        names = "--repeat",
        paramLabel = "N",
        description = "Show the video N times in a row, as one long one. Default: 1.")
    private int rounds = 1;
  }

  @ArgGroup(validate = false, order = 3, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  private final PromptPlan plan = new PromptPlan();

  @Override
  public PromptPlan plan() {
    return plan;
  }

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    if (plan.isEmpty()) {
      throw wrongUsage("Nothing to track: show an object with --click X,Y or --box.");
    }
    requireNoTimes(plan, "bench shows the object on the first frame");
    if (measuring.objects < 1 || measuring.objects > 100 || measuring.rounds < 1) {
      throw wrongUsage("--objects: expected 1 to 100; --repeat: expected 1 or more.");
    }
    Path video = Objects.requireNonNull(input, "required by picocli");
    new BenchJob(
            video, firstPrompt(video), measuring.objects, measuring.rounds, model.toChoice(this))
        .run(console);
    return ExitCode.OK;
  }

  private Prompt firstPrompt(Path video) throws CommandException, IOException {
    try (FrameSource source = FrameSources.open(video)) {
      return plan.forVideo(source.info().size()).get(0).prompts().get(0).prompt();
    }
  }
}
