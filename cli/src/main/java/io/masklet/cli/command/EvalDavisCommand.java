package io.masklet.cli.command;

import io.masklet.cli.eval.DavisJob;
import io.masklet.cli.eval.FirstPrompt;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.dataset.DavisDataset;
import io.masklet.core.eval.Statistics.Quarters;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code masklet eval davis}: tracks a data set and judges the masks. */
@Command(
    name = "davis",
    header = "Track the videos of a data set laid out as DAVIS, and judge the masks.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet eval davis ROOT [--init mask|click|box] [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nPictures lie in ROOT/JPEGImages/480p/SEQUENCE, truth in ROOT/Annotations/480p/SEQUENCE: a"
          + " PNG a frame, either 0 and 255 for one object (DAVIS 2016) or an id in each pixel"
          + " (DAVIS 2017). Each object is shown on the first frame only and judged in all others but"
          + " the last.",
      "",
      "Speed is that of the same run, from reading pictures to masks at video size; it means"
          + " something on an idle machine only."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet eval davis DAVIS --init mask --json pocket.json --plots pocket-plots",
      "  masklet eval davis DAVIS --init click --sequences camel,libby",
      "  masklet eval davis DAVIS --init click --clicks 3 --keep results"
    })
public final class EvalDavisCommand extends EvalVerb {

  private static final int MOST_CLICKS = 20;

  @ArgGroup(validate = false, order = 1, heading = "%nWhat to track, and how:%n")
  private final What what = new What();

  /** Which sequences, and how objects are shown. */
  static final class What extends SequenceOptions {
    @Option(
        names = "--init",
        paramLabel = "KIND",
        description =
            "How an object is shown: mask (the truth of its first frame), click (in its middle) or"
                + " box (around it). Default: mask.")
    private Init init = Init.MASK;

    @Option(
        names = "--clicks",
        paramLabel = "N",
        description =
            "With --init click: so many on the first frame, each in the middle of what is still"
                + " wrong. Default: 1.")
    private int clicks = 1;

    @Option(
        names = "--set",
        paramLabel = "NAME",
        description = "Those of a list in ROOT/ImageSets, such as val.")
    private @Nullable String set;

    @Option(
        names = "--official-decay",
        description =
            "Reckon decay as DAVIS's own scorer does, which counts frames in 8 bits and goes wrong"
                + " beyond 256.")
    private boolean officialDecay;
  }

  @ArgGroup(validate = false, order = 2, heading = "%nOutputs, any number of them:%n")
  private final Kept outputs = new Kept();

  /** Outputs of a run that makes masks. */
  static final class Kept extends EvalOutputOptions {
    @Option(
        names = "--keep",
        paramLabel = "DIR",
        description = "The masks, a folder a sequence, as 'masklet eval score' takes them.")
    private @Nullable Path keep;
  }

  @ArgGroup(validate = false, order = 3, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    if (what.clicks < 1 || what.clicks > MOST_CLICKS) {
      throw wrongUsage("--clicks: expected 1 to 20, got " + what.clicks + ".");
    }
    if (what.clicks > 1 && what.init != Init.CLICK) {
      throw wrongUsage("--clicks: only with --init click.");
    }
    if (what.set != null && what.areNamed()) {
      throw wrongUsage("--set and --sequences: expected one of them.");
    }
    DavisDataset data = data();
    return new DavisJob(
            data,
            what.set == null ? what.of(data) : data.sequences(what.set),
            new FirstPrompt(what.init, what.clicks),
            model.toChoice(this),
            what.officialDecay ? Quarters.OFFICIAL_8_BIT : Quarters.EXACT,
            outputs.toFiles(outputs.keep))
        .run(console);
  }
}
