package io.masklet.cli.command;

import io.masklet.cli.eval.ClicksJob;
import io.masklet.cli.eval.ClicksJob.Mode;
import io.masklet.cli.eval.EvalFiles;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.dataset.DavisDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet eval clicks}: what good masks cost a person. */
@Command(
    name = "clicks",
    header = "Measure what good masks cost a person, with a simulated one.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet eval clicks ROOT [--mode offline|online|image] [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nThe person knows the truth and always clicks in the middle of the largest error. ROOT is"
          + " laid out as DAVIS, see 'masklet eval davis --help'.",
      "",
      "offline: clicks on the first frame, then again and again on the worst frame of the whole"
          + " clip, which is tracked anew with all clicks so far. online: looks through the clip"
          + " once and clicks where J falls below 0.75. image: clicks on single pictures until J is"
          + " 0.85 and 0.90 (NoC@85, NoC@90), 20 times at most.",
      "A person's seconds: 30 to look through 300 frames, 1 to find the object, 1.5 a click."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet eval clicks DAVIS --json offline.json",
      "  masklet eval clicks DAVIS --mode online --rounds 4",
      "  masklet eval clicks DAVIS --mode image --every 20"
    })
public final class EvalClicksCommand extends Verb {

  @Parameters(paramLabel = "ROOT", description = "Folder with JPEGImages and Annotations.")
  private @Nullable Path root;

  @ArgGroup(validate = false, order = 1, heading = "%nWhat to do:%n")
  private final What what = new What();

  /** How the person works. */
  static final class What {
    @Option(
        names = "--mode",
        paramLabel = "MODE",
        description = "offline, online or image. Default: offline.")
    private Mode mode = Mode.OFFLINE;

    @Option(
        names = "--rounds",
        paramLabel = "N",
        description = "Frames of a clip that may be corrected, 1 to 100. Default: 8.")
    private int rounds = 8;

    @Option(
        names = "--clicks",
        paramLabel = "N",
        description = "Clicks on each of them, 1 to 20. Default: 3.")
    private int clicks = 3;

    @Option(
        names = "--every",
        paramLabel = "N",
        description = "With image: a picture every N frames. Default: the first of each video.")
    private int every;

    @Option(
        names = "--sequences",
        paramLabel = "NAME",
        split = ",",
        description = "Only these. Default: all that have truth.")
    private List<String> sequences = List.of();
  }

  @ArgGroup(validate = false, order = 2, heading = "%nOutputs:%n")
  private final Files files = new Files();

  /** Where to write. */
  static final class Files {
    @Option(names = "--json", paramLabel = "FILE", description = "The figures as data.")
    private @Nullable Path json;

    @Option(
        names = {"-f", "--force"},
        description = "Replace outputs that exist.")
    private boolean force;
  }

  @ArgGroup(validate = false, order = 3, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    if (what.rounds < 1 || what.rounds > 100 || what.clicks < 1 || what.clicks > 20) {
      throw wrongUsage("--rounds: expected 1 to 100; --clicks: expected 1 to 20.");
    }
    if (what.every < 0) {
      throw wrongUsage("--every: expected 1 or more, got " + what.every + ".");
    }
    DavisDataset data = DavisDataset.open(Objects.requireNonNull(root, "required by picocli"));
    return new ClicksJob(
            data,
            what.sequences.isEmpty() ? data.sequences() : what.sequences,
            what.mode,
            what.rounds,
            what.clicks,
            what.every,
            model.toChoice(this),
            new EvalFiles(files.json, null, null, null, files.force))
        .run(console);
  }
}
