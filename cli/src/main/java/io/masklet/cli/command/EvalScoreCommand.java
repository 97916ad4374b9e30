package io.masklet.cli.command;

import io.masklet.cli.eval.ScoreJob;
import io.masklet.cli.eval.ScoreJob.Rules;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.core.eval.Statistics.Quarters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet eval score}: judges masks that lie in a folder. */
@Command(
    name = "score",
    header = "Judge masks that are there, whoever made them.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "masklet eval score RESULTS TRUTH [OPTIONS]",
    sortOptions = false,
    parameterListHeading = "%n",
    description = {
      "%nRESULTS and TRUTH are folders of PNG files: one sequence (00000.png ...), a folder a"
          + " sequence, or a folder a sequence and object as SA-V has it. TRUTH may be a whole data"
          + " set; then its Annotations are taken, and its pictures for the sheet of --plots.",
      "A pixel holds the id of its object; grey pictures of 0 and 255 show one object."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet eval score results DAVIS",
      "  masklet eval score cat-masks cat-truth --plots cat-plots     of 'masklet track --masks'",
      "  masklet eval score sav-results sav_val --rules sav",
      "  masklet eval score yt-results valid --rules youtube --train-meta train/meta.json"
    })
public final class EvalScoreCommand extends Verb {

  @Parameters(index = "0", paramLabel = "RESULTS", description = "Masks to judge.")
  private @Nullable Path results;

  @Parameters(index = "1", paramLabel = "TRUTH", description = "What is right.")
  private @Nullable Path truth;

  @ArgGroup(validate = false, order = 1, heading = "%nWhat counts:%n")
  private final What what = new What();

  /** Which sequences, objects and frames. */
  static final class What {
    @Option(
        names = "--rules",
        paramLabel = "NAME",
        description =
            "davis: the objects of the first frame, in all frames but the first and the last. sav:"
                + " annotated frames but the first and the last, an object from the first frame on"
                + " in which truth or result shows it; sav-all: the first and the last too."
                + " youtube: the frames meta.json lists. Default: auto, sav where objects have"
                + " folders of their own, else davis.")
    private String rules = "auto";

    @Option(
        names = "--sequences",
        paramLabel = "NAME",
        split = ",",
        description = "Only these. Default: all of TRUTH.")
    private List<String> sequences = List.of();

    @Option(
        names = "--official-decay",
        description =
            "Reckon decay as DAVIS's own scorer does, which counts frames in 8 bits and goes wrong"
                + " beyond 256.")
    private boolean officialDecay;

    @Option(
        names = "--tracks",
        description =
            "Also HOTA and IDF1, for several objects whose ids need not be those of the truth; all"
                + " frames count.")
    private boolean tracks;

    @Option(
        names = "--meta",
        paramLabel = "FILE",
        description = "YouTube-VOS: meta.json of the truth. Default: TRUTH/meta.json.")
    private @Nullable Path meta;

    @Option(
        names = "--train-meta",
        paramLabel = "FILE",
        description =
            "YouTube-VOS: meta.json of the training set. Kinds in it are seen, others unseen; with"
                + " it, G is told.")
    private @Nullable Path trainMeta;
  }

  @ArgGroup(validate = false, order = 2, heading = "%nOutputs, any number of them:%n")
  private final EvalOutputOptions outputs = new EvalOutputOptions();

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    Rules rules = rules();
    if (rules != Rules.YOUTUBE && (what.meta != null || what.trainMeta != null)) {
      throw wrongUsage("--meta and --train-meta: only with --rules youtube.");
    }
    return new ScoreJob(
            Objects.requireNonNull(results, "required by picocli"),
            Objects.requireNonNull(truth, "required by picocli"),
            rules,
            what.sequences,
            what.officialDecay ? Quarters.OFFICIAL_8_BIT : Quarters.EXACT,
            what.meta,
            what.trainMeta,
            what.tracks,
            outputs.toFiles(null))
        .run(console);
  }

  private Rules rules() {
    try {
      return Rules.valueOf(what.rules.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(
          "--rules: expected auto, davis, sav, sav-all or youtube, got '" + what.rules + "'.");
    }
  }
}
