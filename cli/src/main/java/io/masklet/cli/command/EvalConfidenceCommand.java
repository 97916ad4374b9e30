package io.masklet.cli.command;

import io.masklet.cli.eval.ConfidenceJob;
import io.masklet.cli.eval.FirstPrompt;
import io.masklet.cli.eval.FirstPrompt.Init;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.dataset.DavisDataset;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code masklet eval confidence}: how far to trust what is said of masks. */
@Command(
    name = "confidence",
    header = "Measure how well 'masklet review' finds bad frames, and what scores are worth.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet eval confidence ROOT [--init mask|click|box] [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nTracks the videos of a data set laid out as DAVIS, each object shown on the first frame"
          + " only, and compares what is said of each mask with the truth.",
      "",
      "Order: do bad masks (J below 0.5) come first, by the needs-you score of 'masklet review' and"
          + " by each of its signals alone? AUC is how often a bad mask comes before a good one; 0.5"
          + " is chance.",
      "Scores: is the predicted IoU the true one, the object score the share of frames with the"
          + " object, before and after calibration? The calibration error is the mean distance of"
          + " said and came over ten bins (ECE).",
      "Absence: are objects that are not there said to be absent?",
      "",
      "docs/review.md says what was fitted on what."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet eval confidence DAVIS --init click --json confidence.json --plot confidence.svg"
    })
public final class EvalConfidenceCommand extends EvalVerb {

  @ArgGroup(validate = false, order = 1, heading = "%nWhat to track, and how:%n")
  private final What what = new What();

  /** Which sequences, and how objects are shown. */
  static final class What extends SequenceOptions {
    @Option(
        names = "--init",
        paramLabel = "KIND",
        description = "How an object is shown: mask, click or box. Default: click.")
    private Init init = Init.CLICK;
  }

  @ArgGroup(validate = false, order = 2, heading = "%nOutputs:%n")
  private final Figures figures = new Figures();

  /** Where to write. */
  static final class Figures extends FigureOptions {
    @Option(
        names = "--plot",
        paramLabel = "FILE",
        description = "Search curves and reliability diagrams (SVG).")
    private @Nullable Path plot;
  }

  @ArgGroup(validate = false, order = 3, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    DavisDataset data = data();
    requireEnding("--plot", figures.plot, ".svg");
    return new ConfidenceJob(
            data,
            what.of(data),
            new FirstPrompt(what.init, 1),
            model.toChoice(this),
            figures.json(),
            figures.plot,
            figures.force())
        .run(console);
  }
}
