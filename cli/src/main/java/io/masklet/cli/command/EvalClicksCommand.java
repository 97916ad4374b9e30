package io.masklet.cli.command;

import io.masklet.cli.eval.ClicksJob;
import io.masklet.cli.eval.ClicksJob.Mode;
import io.masklet.cli.eval.ClicksJob.Passes;
import io.masklet.cli.eval.EvalFiles;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.dataset.DavisDataset;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
          + " clip, each time followed through the clip both ways as a session does. online: looks"
          + " through the clip once and clicks where J falls below 0.75. image: clicks on single pictures until J is"
          + " 0.85 and 0.90 (NoC@85, NoC@90), 20 times at most.",
      "A person's seconds: 30 to look through 300 frames, 1 to find the object, 1.5 a click."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet eval clicks DAVIS --json offline.json",
      "  masklet eval clicks DAVIS --passes one",
      "  masklet eval clicks DAVIS --mode online --rounds 4",
      "  masklet eval clicks DAVIS --mode image --every 20"
    })
public final class EvalClicksCommand extends EvalVerb {

  @ArgGroup(validate = false, order = 1, heading = "%nWhat to do:%n")
  private final What what = new What();

  /** How the person works. */
  static final class What extends SequenceOptions {
    @Option(
        names = "--mode",
        paramLabel = "MODE",
        description = "offline, online or image. Default: offline.")
    private Mode mode = Mode.OFFLINE;

    @Option(
        names = "--passes",
        paramLabel = "WAYS",
        description =
            "With offline: both, so that a correction reaches back too, as in 'masklet session run"
                + " --exact'; or one, forward only. Default: both.")
    private @Nullable Passes passes;

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
  }

  @ArgGroup(validate = false, order = 2, heading = "%nOutputs:%n")
  private final FigureOptions figures = new FigureOptions();

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
    if (what.passes != null && what.mode != Mode.OFFLINE) {
      throw wrongUsage("--passes: only with --mode offline; the other modes never go back.");
    }
    DavisDataset data = data();
    return new ClicksJob(
            data,
            what.of(data),
            what.mode,
            what.passes == null ? Passes.BOTH : what.passes,
            what.rounds,
            what.clicks,
            what.every,
            model.toChoice(this),
            new EvalFiles(figures.json(), null, null, null, figures.force()))
        .run(console);
  }
}
