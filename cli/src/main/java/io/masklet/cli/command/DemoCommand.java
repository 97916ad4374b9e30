package io.masklet.cli.command;

import io.masklet.cli.prompt.PromptFile;
import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.OutputPlan;
import io.masklet.cli.run.TempFolder;
import io.masklet.cli.run.TrackJob;
import io.masklet.cli.run.TrackingChoice;
import io.masklet.testdata.DemoClip;
import io.masklet.tracker.pipeline.FrameRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code masklet demo}: the whole way, on a clip that comes along. */
@Command(
    name = "demo",
    header = "Track four objects through a clip that comes along, and write demo.mp4.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false)
public final class DemoCommand extends Verb {

  private static final Path DEFAULT_OUT = Path.of("demo.mp4");

  @ArgGroup(validate = false, order = 1, heading = "%nOutputs, demo.mp4 if none is given:%n")
  private final OutputOptions outputs = new OutputOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nModel:%n")
  private final ModelOptions model = new ModelOptions();

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    OutputPlan out = outputs.toPlan(DEFAULT_OUT, this);
    try (TempFolder temp = TempFolder.create("meadow.mp4");
        InputStream video = DemoClip.open()) {
      Files.copy(video, temp.file());
      console.say(
          "Tracking a dog, a sheep, a ball and a goose: a click each, and a few where they cross.");
      TrackJob job =
          new TrackJob(
              temp.file(),
              clicks(),
              FrameRange.all(),
              model.toChoice(this),
              TrackingChoice.defaults(),
              out);
      ExitCode code = job.run(console);
      sayWhatNext(console, out);
      return code;
    }
  }

  private static PromptPlan clicks() throws CommandException, IOException {
    PromptPlan plan = new PromptPlan();
    try (TempFolder temp = TempFolder.create("prompts.json");
        InputStream prompts = DemoClip.openPrompts()) {
      Files.copy(prompts, temp.file());
      PromptFile.addTo(plan, temp.file());
    }
    return plan;
  }

  private static void sayWhatNext(Console console, OutputPlan out) {
    if (out.overlay() != null) {
      console.say("\nLook at " + out.overlay().toAbsolutePath().normalize());
    }
    console.say(
        """
        Next, a video of your own. X,Y is a pixel on the object in the first frame:
          ./masklet track my.mp4 --click X,Y
        All the rest, such as several objects, masks and data:
          ./masklet track --help""");
  }
}
