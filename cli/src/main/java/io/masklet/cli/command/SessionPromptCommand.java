package io.masklet.cli.command;

import io.masklet.cli.prompt.PromptFile;
import io.masklet.cli.prompt.PromptPlan;
import io.masklet.cli.report.CommandException;
import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.session.PromptJob;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code masklet session prompt}. */
@Command(
    name = "prompt",
    header = "Show objects, or correct them, on any frame.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    description = {
      "%nClicks are added to those given before on the same frame; a box or a mask starts afresh."
          + " Objects are named by their name or number; those not known yet are added."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet session prompt cat.masklet --object cat --click 320,180",
      "  masklet session prompt cat.masklet --object cat --negative 300,40@75 --object dog --box 10,20,90,80@75"
    })
final class SessionPromptCommand extends SessionVerb implements PromptOptions.Prompted {

  @ArgGroup(
      validate = false,
      order = 1,
      heading =
          "%nPrompts, in pixels of the upright video, 0,0 at the top left. Each may end in @WHEN, a"
              + "%nframe number (320,180@120) or a time (@3.5s, @1:02.5); without it the first"
              + " frame is meant:%n")
  private final PromptOptions prompts = new PromptOptions();

  private final PromptPlan plan = new PromptPlan();

  @Override
  public PromptPlan plan() {
    return plan;
  }

  @Override
  ExitCode run(Console console) throws CommandException, IOException {
    Path promptFile = prompts.file();
    if (promptFile != null) {
      PromptFile.addTo(plan, promptFile);
    }
    if (plan.isEmpty()) {
      throw wrongUsage("Nothing to prompt: give --object NAME and --click X,Y, --box or --mask.");
    }
    return new PromptJob(project(), plan).run(console);
  }
}
