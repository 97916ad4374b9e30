package io.masklet.cli.command;

import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.review.ReviewJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet review}: which frames of a track a person should look at. */
@Command(
    name = "review",
    header = "Say which frames of a track need a person, and why.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet review TRACK.csv [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nTRACK.csv is the table of 'masklet track --csv'. From the scores and signals in it, each"
          + " mask gets the probability that it is bad (needs you); frames that stand together are"
          + " one place, and places are listed by their gain: how much a correction there"
          + " is expected to put right. Prompt the object on the frame that is named, and track again.",
      "",
      "docs/review.md says how the probability is made and how far to trust it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet track cat.mp4 --click 320,180 --csv cat.csv",
      "  masklet review cat.csv --timeline cat.svg",
      "  masklet track cat.mp4 --click 320,180 --click 210,95@75 --csv cat.csv --force"
    })
public final class ReviewCommand extends Verb {

  @Parameters(paramLabel = "TRACK.csv", description = "Made by 'masklet track --csv'.")
  private @Nullable Path track;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many places to list, 1 or more. Default: 20.")
  private int top = 20;

  @ArgGroup(validate = false, order = 1, heading = "%nOutputs, any number of them:%n")
  private final Files files = new Files();

  /** Where to write. */
  static final class Files {
    @Option(names = "--json", paramLabel = "FILE", description = "All places, with their signals.")
    private @Nullable Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "All places, a line each.")
    private @Nullable Path csv;

    @Option(
        names = "--timeline",
        paramLabel = "FILE",
        description =
            "A picture (SVG) of every object over time: where it is found, where it needs you,"
                + " where it was prompted.")
    private @Nullable Path timeline;

    @Option(
        names = {"-f", "--force"},
        description = "Replace outputs that exist.")
    private boolean force;
  }

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    if (top < 1) {
      throw wrongUsage("--top: expected 1 or more, got " + top + ".");
    }
    requireEnding("--timeline", files.timeline, ".svg");
    return new ReviewJob(
            Objects.requireNonNull(track, "required by picocli"),
            top,
            files.json,
            files.csv,
            files.timeline,
            files.force)
        .run(console);
  }
}
