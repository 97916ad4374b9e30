package io.masklet.cli.command;

import io.masklet.cli.report.Console;
import io.masklet.cli.report.ExitCode;
import io.masklet.cli.run.ModelList;
import picocli.CommandLine.Command;

/** {@code masklet models}: which models there are, and how they come and go. */
@Command(
    name = "models",
    header = "List the models, get more of them, or tell what one is made of.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    subcommands = {
      ModelsListCommand.class,
      ModelsPullCommand.class,
      ModelsImportCommand.class,
      ModelsInfoCommand.class,
      ModelsVerifyCommand.class,
      ModelsRemoveCommand.class,
      ModelsPruneCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  masklet models pull sam2.1-tiny              download what its authors publish",
      "  masklet models import sam2.1_hiera_tiny.pt   or take a file that is here already",
      "  masklet track cat.mp4 --click 320,180 --model sam2.1-tiny"
    })
public final class ModelsCommand extends Verb {

  @Override
  ExitCode run(Console console) {
    ModelList.ofUser().show(console);
    return ExitCode.OK;
  }
}
