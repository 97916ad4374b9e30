package io.masklet.cli.command;

import io.masklet.cli.arg.WhenText;
import io.masklet.cli.prompt.PromptFile;
import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.OutputPlan;
import io.masklet.cli.run.TrackJob;
import io.masklet.cli.run.TrackingChoice;
import io.masklet.cli.session.TrackIntoProjectJob;
import io.masklet.tracker.pipeline.FrameRange;
import io.masklet.tracker.pipeline.When;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code masklet track}: a video in, the masks of the objects out. */
@Command(
    name = "track",
    header = "Track objects through a video.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = {
      "masklet track INPUT --click X,Y [--out FILE.mp4] [OPTIONS]",
      "       masklet track INPUT --object NAME --click X,Y --object NAME --box X0,Y0,X1,Y1 ...",
      "       masklet track INPUT --prompts FILE.json [OPTIONS]"
    },
    parameterListHeading = "%n",
    description = {
      "%nShow each object once, by a click, a box or a mask, and get its mask in every frame.",
      "Without any output option the overlay goes to INPUT's name with -masklet.mp4, in the"
          + " current folder."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet track cat.mp4 --click 320,180",
      "  masklet track cat.mp4 --box 40,30,200,170@0:02.5 --out cat-overlay.mp4",
      "  masklet track cat.mp4 --click 320,180 --project cat.masklet     to go on correcting",
      "  masklet track race.mp4 --object red --click 90,200 --click 110,240 --negative 150,200 \\",
      "                         --object blue --click 400,210@48 --masks race-masks --csv race.csv",
      "",
      "If the mask loses the object at frame 75, click it again there: add --click 210,95@75."
    })
public final class TrackCommand extends Verb implements PromptOptions.Prompted {

  @Parameters(
      paramLabel = "INPUT",
      description = "A video FFmpeg can read, or a folder of numbered pictures.")
  private @Nullable Path input;

  @ArgGroup(
      validate = false,
      order = 1,
      heading =
          "%nPrompts, in pixels of the upright video, 0,0 at the top left. Each may end in @WHEN, a"
              + "%nframe number (320,180@120) or a time (@3.5s, @1:02.5); without it the first"
              + " tracked frame is meant:%n")
  private final PromptOptions prompts = new PromptOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nTracking:%n")
  private final Tracking how = new Tracking();

  /** Where to begin and end, whether objects may share pixels, and whose rules hold. */
  static final class Tracking {
    @Option(
        names = "--start",
        paramLabel = "WHEN",
        converter = WhenText.class,
        description = "First frame to track and write. Default: the first.")
    private @Nullable When start;

    @Option(
        names = "--end",
        paramLabel = "WHEN",
        converter = WhenText.class,
        description = "Last frame to track and write. Default: the last.")
    private @Nullable When end;

    @Option(
        names = "--overlap",
        description =
            "Let objects share pixels, as a shirt and its wearer do. Default: a pixel goes to the"
                + " object that is surest of it.")
    private boolean overlap;

    @Option(
        names = "--policy",
        paramLabel = "POLICY",
        description =
            "masklet or reference. reference does exactly as the video predictors of SAM 2 and"
                + " EdgeTAM, to compare with them; it reads the video up to four times, and what"
                + " it does otherwise is in docs/parity.md. Default: masklet.")
    private TrackingChoice.PolicyName policy = TrackingChoice.PolicyName.MASKLET;

    @Option(
        names = "--project",
        paramLabel = "FILE",
        description =
            "Keep prompts and masks in a project, NAME.masklet, to go on correcting with 'masklet"
                + " session'. Objects are then tracked before their first prompt too.")
    private @Nullable Path project;
  }

  @ArgGroup(validate = false, order = 3, heading = "%nOutputs, any number of them:%n")
  private final OutputOptions outputs = new OutputOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  private final PromptPlan plan = new PromptPlan();

  @Override
  public PromptPlan plan() {
    return plan;
  }

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    Path video = Objects.requireNonNull(input, "required by picocli");
    Path promptFile = prompts.file();
    if (promptFile != null) {
      PromptFile.addTo(plan, promptFile);
    }
    if (plan.isEmpty()) {
      throw wrongUsage(
          "Nothing to track: show the object with --click X,Y (a pixel on it in the first frame),"
              + " --box, --mask or --prompts.");
    }
    OutputPlan out = outputs.toPlan(OutputPlan.overlayNameFor(video), this);
    if (how.project != null) {
      return runInto(how.project, video, out, console);
    }
    FrameRange range = new FrameRange(how.start, how.end);
    TrackingChoice tracking = new TrackingChoice(how.policy, how.overlap);
    return new TrackJob(video, plan, range, model.toChoice(this), tracking, out).run(console);
  }

  private ExitCode runInto(Path project, Path video, OutputPlan out, Console console)
      throws CommandException, IOException {
    boolean isPart = how.start != null || how.end != null;
    if (isPart || how.policy != TrackingChoice.PolicyName.MASKLET || out.logits() != null) {
      throw wrongUsage(
          "--project keeps a whole video by Masklet's own rules, and no soft masks: leave out"
              + " --start, --end, --policy and --logits, or --project.");
    }
    return new TrackIntoProjectJob(video, project, plan, model.toChoice(this), how.overlap, out)
        .run(console);
  }
}
