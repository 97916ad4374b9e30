package io.masklet.cli.command;

import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.OutputPlan;
import io.masklet.cli.run.SegmentJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet segment}: one picture in, three masks of the object out. */
@Command(
    name = "segment",
    header = "Segment an object in one picture: three answers, best first, with scores.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet segment IMAGE --click X,Y [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nA click can mean a button, a shirt or a person; the network answers with all three.",
      "Each answer becomes a picture, IMAGE's name with -masklet-1.png and so on, in the current"
          + " folder."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet segment cat.jpg --click 320,180",
      "  masklet segment cat.jpg --box 40,30,200,170 --negative 60,50 --json cat.json"
    })
public final class SegmentCommand extends Verb implements PromptOptions.Prompted {

  @Parameters(paramLabel = "IMAGE", description = "A picture FFmpeg can read.")
  private @Nullable Path input;

  @ArgGroup(validate = false, order = 1, heading = "%nPrompts, in pixels, 0,0 at the top left:%n")
  @SuppressWarnings("UnusedVariable") // what is in it goes to the plan
  private final PointOptions points = new PointOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nOutputs:%n")
  private final Files files = new Files();

  /** Where to write. */
  static final class Files {
    @Option(
        names = {"-o", "--out"},
        paramLabel = "FILE.png",
        description = "Name of the pictures; -1, -2 and -3 go before the ending.")
    private @Nullable Path out;

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Masks as compressed RLE with boxes, areas and scores.")
    private @Nullable Path json;

    @Option(
        names = {"-f", "--force"},
        description = "Replace outputs that exist.")
    private boolean force;
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
    Path image = Objects.requireNonNull(input, "required by picocli");
    if (plan.isEmpty()) {
      throw wrongUsage(
          "Nothing to segment: show the object with --click X,Y (a pixel on it) or --box.");
    }
    requireNoTimes(plan, "a picture has no time");
    requireEnding("--out", files.out, ".png");
    Path out = files.out == null ? Path.of(OutputPlan.stem(image) + "-masklet.png") : files.out;
    return new SegmentJob(image, plan, model.toChoice(this), out, files.json, files.force)
        .run(console);
  }
}
