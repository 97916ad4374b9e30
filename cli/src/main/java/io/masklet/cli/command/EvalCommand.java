package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import picocli.CommandLine.Command;

/** {@code masklet eval}: how good masks are. */
@Command(
    name = "eval",
    header = "Measure how good masks are, and what corrections cost.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      EvalDavisCommand.class,
      EvalScoreCommand.class,
      EvalClicksCommand.class,
      EvalConfidenceCommand.class
    },
    description = {
      "%nJ says how much of the object a mask covers, and of what is not the object: intersection"
          + " over union, 1 is perfect. F says how well its outline fits, within 0.8 %% of the"
          + " picture's diagonal. J&F is their mean, the figure papers quote. Recall is the share of"
          + " frames above 0.5, decay what is lost from the first quarter of a video to its last.",
      "",
      "docs/evaluation.md says exactly which frames and objects count."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet eval davis DAVIS --init click      track a data set and judge the masks",
      "  masklet eval score results DAVIS           judge masks that are there",
      "  masklet eval clicks DAVIS                  what corrections bring, and what they cost",
      "  masklet eval confidence DAVIS              what scores are worth, and 'masklet review'"
    })
public final class EvalCommand extends Verb {

  @Override
  ExitCode run(Console console) {
    console.result(spec().commandLine().getUsageMessage());
    return ExitCode.OK;
  }
}
